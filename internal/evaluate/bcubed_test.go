package evaluate_test

import (
	"math"
	"testing"

	"newsarchive/internal/evaluate"
)

// TestBCubed promises the measure of examples computed by hand.
func TestBCubed(t *testing.T) {
	for name, c := range map[string]struct {
		groups, labels    string
		precision, recall float64
	}{
		"alike":      {"aabbc", "xxyyz", 1, 1},
		"all apart":  {"abcd", "xxyy", 1, 0.5},
		"all as one": {"aaaa", "xxyy", 0.5, 1},
		// Groups {x x y} and {y}: precision (2/3 + 2/3 + 1/3 + 1) / 4, recall
		// (1 + 1 + 1/2 + 1/2) / 4.
		"one astray": {"aaab", "xxyy", 2. / 3, 3. / 4},
		// Groups {x x x y}, {x y}, {z z}: precision (3·3/4 + 1/4 + 1/2 + 1/2 + 1 + 1)
		// / 8, recall (3·3/4 + 1/2 + 1/4 + 1/2 + 1 + 1) / 8.
		"of eight": {"aaaabbcc", "xxxyxyzz", 5.5 / 8, 5.5 / 8},
		"none":     {"", "", 0, 0},
	} {
		got := evaluate.BCubed([]byte(c.groups), []byte(c.labels))
		f1 := 0.0
		if c.precision > 0 {
			f1 = 2 * c.precision * c.recall / (c.precision + c.recall)
		}
		want := evaluate.Clustering{Precision: c.precision, Recall: c.recall, F1: f1}
		if math.Abs(got.Precision-want.Precision)+math.Abs(got.Recall-want.Recall)+math.Abs(got.F1-want.F1) > 1e-9 {
			t.Errorf("%s: %+v, want %+v", name, got, want)
		}
	}
}
