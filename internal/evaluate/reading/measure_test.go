package reading

import (
	"math"
	"testing"
	"testing/fstest"
)

func TestF1(t *testing.T) {
	for _, c := range []struct {
		got, want   string
		f1, shingle float64
	}{
		{"", "", 1, 1},
		{"a b c d e", "a b c d e", 1, 1},
		{"A, b – c! d e", "a b c d e", 1, 1},
		{"e d c b a", "a b c d e", 1, 0},
		{"a b c d e f", "a b c d", 0.8, 0.5},
		{"a", "", 0, 0},
		{"東京 都", "東京都", 1, 1},
	} {
		if got := F1(c.got, c.want); math.Abs(got-c.f1) > 1e-9 {
			t.Errorf("%q and %q as words: %v, want %v", c.got, c.want, got, c.f1)
		}
		if got := ShingleF1(c.got, c.want); math.Abs(got-c.shingle) > 1e-9 {
			t.Errorf("%q and %q as runs: %v, want %v", c.got, c.want, got, c.shingle)
		}
	}
}

func TestScore(t *testing.T) {
	var s Score
	s.Text(Page{With: []string{"one two", "four"}, Without: []string{"menu"}}, "One\n\none\n two three menu")
	s.Text(Page{Without: []string{"menu"}}, "")
	if s.Pages != 2 || s.Empty != 1 || s.Found != (Ratio{1, 2}) || s.LeftOut != (Ratio{1, 2}) {
		t.Errorf("the score is %+v", s)
	}
}

func TestEvaluatedNamesThePage(t *testing.T) {
	_, err := Evaluated(fstest.MapFS{"truth.jsonl": {Data: []byte(`{"id":"x"}`)}})
	if err == nil {
		t.Error("a page without its bytes is no error")
	}
}
