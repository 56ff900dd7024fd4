package trec

import (
	"math"
	"testing"
)

// TestRandomisation promises the p-values of small cases, which can be counted:
// with n differences of one sign and size, 2 of the 2ⁿ assignments are as
// extreme.
func TestRandomisation(t *testing.T) {
	row := func(n int, of float64) []float64 {
		all := make([]float64, n)
		for i := range all {
			all[i] = of
		}
		return all
	}
	for _, c := range []struct {
		name string
		a, b []float64
		want float64
	}{
		{"equal", row(50, 0.3), row(50, 0.3), 1},
		{"one pair differs", []float64{1, 0, 0}, []float64{0, 0, 0}, 1},
		{"five of one sign", row(5, 0.4), row(5, 0.1), 2.0 / 32},
		{"eight of one sign, and ties", append(row(8, 0.1), row(9, 0.5)...), append(row(8, 0.4), row(9, 0.5)...), 2.0 / 256},
		{"as much up as down", []float64{1, 0, 1, 0}, []float64{0, 1, 0, 1}, 1},
		{"sixty of one sign", row(60, 1), row(60, 0), 0},
	} {
		if got := Randomisation(c.a, c.b); math.Abs(got-c.want) > 0.01 {
			t.Errorf("%s: %.4f, want %.4f", c.name, got, c.want)
		}
		if Randomisation(c.a, c.b) != Randomisation(c.b, c.a) {
			t.Errorf("%s: the order matters", c.name)
		}
	}
}
