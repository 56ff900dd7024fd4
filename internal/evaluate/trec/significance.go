package trec

import "math/rand/v2"

// permutations is how many random assignments [Randomisation] draws.
const permutations = 20_000

// Randomisation is the two-sided p-value of a paired randomisation test: how
// probable a difference of the means as large as that of a and b is if either
// value of each pair could as well be the other's. a and b are as long. The
// draws are the same at every call. Fewer than two pairs that differ give 1.
func Randomisation(a, b []float64) float64 {
	var differences []float64
	sum := 0.0
	for i := range a {
		if d := a[i] - b[i]; d != 0 {
			differences = append(differences, d)
			sum += d
		}
	}
	if len(differences) < 2 {
		return 1
	}
	random := rand.New(rand.NewPCG(1, 2)) //nolint:gosec // no secret
	const rounding = 1e-12
	extreme := 1 // the assignment that was observed
	for range permutations {
		drawn := 0.0
		var signs uint64
		for i, d := range differences {
			if i%64 == 0 {
				signs = random.Uint64()
			}
			if signs&1 == 0 {
				d = -d
			}
			signs >>= 1
			drawn += d
		}
		if max(drawn, -drawn) >= max(sum, -sum)-rounding {
			extreme++
		}
	}
	return float64(extreme) / (permutations + 1)
}
