package trec

import (
	"math"
	"testing"
)

// TestMeasures promises trec_eval's values, worked out here by hand.
func TestMeasures(t *testing.T) {
	for _, c := range []struct {
		name     string
		found    []string
		grades   map[string]int
		ap, ndcg float64
	}{
		{
			name: "places 1 and 3 of three answers", found: []string{"a", "x", "b"}, grades: map[string]int{"a": 1, "b": 1, "c": 1, "x": 0},
			ap: (1.0 + 2.0/3) / 3, ndcg: (1 + 0.5) / (1 + 0.6309297535714575 + 0.5),
		},
		{name: "all, in order", found: []string{"a", "b"}, grades: map[string]int{"a": 2, "b": 1}, ap: 1, ndcg: 1},
		{
			name: "grades the wrong way round", found: []string{"b", "a"}, grades: map[string]int{"a": 2, "b": 1},
			ap: 1, ndcg: (1 + 2*0.6309297535714575) / (2 + 0.6309297535714575),
		},
		{name: "a grade below 0 is none", found: []string{"x", "a"}, grades: map[string]int{"a": 1, "x": -1}, ap: 0.5, ndcg: 0.6309297535714575},
		{name: "nothing found", grades: map[string]int{"a": 1}},
		{name: "nothing to find", found: []string{"a"}, grades: map[string]int{"a": 0}},
		{
			name: "beyond the tenth", found: []string{"1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "a"}, grades: map[string]int{"a": 1},
			ap: 1.0 / 11, ndcg: 0,
		},
	} {
		if got := AveragePrecision(c.found, c.grades); math.Abs(got-c.ap) > 1e-12 {
			t.Errorf("%s: average precision %v, want %v", c.name, got, c.ap)
		}
		if got := NDCG(c.found, c.grades, 10); math.Abs(got-c.ndcg) > 1e-12 {
			t.Errorf("%s: nDCG@10 %v, want %v", c.name, got, c.ndcg)
		}
	}
}

// TestMean promises that a topic without answers does not count, and one for
// which nothing was found does.
func TestMean(t *testing.T) {
	topics := []Topic{{ID: "1"}, {ID: "2"}, {ID: "3"}}
	j := Judgements{"1": {"a": 1}, "2": {"b": 1}, "3": {"c": 0}}
	got := Mean(Scores(topics, map[string][]string{"1": {"a"}, "3": {"c"}}, j))
	if want := (Measure{Topics: 2, MAP: 0.5, NDCG10: 0.5}); got != want {
		t.Errorf("%+v, want %+v", got, want)
	}
}
