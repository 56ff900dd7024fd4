package chronology

import (
	"cmp"
	"maps"
	"slices"
	"strings"
)

// maxAuto is the maximum number of days when no number is asked for.
const maxAuto = 20

// suppressNeighbours takes n days, each time the one with the highest score.
// Where stories mention few days, the days beside it then lose part of theirs:
// their stories are mostly about the same happening.
func (s *scoring) suppressNeighbours(n int) []*KeyDate {
	left := slices.SortedFunc(maps.Values(s.days), func(a, b *KeyDate) int {
		return cmp.Or(cmp.Compare(b.Score, a.Score), strings.Compare(a.Date, b.Date))
	})
	if s.silent == 0 {
		return left[:min(n, len(left))]
	}
	var taken []*KeyDate
	for len(taken) < n && len(left) > 0 {
		best := slices.MaxFunc(left, func(a, b *KeyDate) int { return cmp.Compare(a.Score, b.Score) })
		taken = append(taken, best)
		left = slices.DeleteFunc(left, func(d *KeyDate) bool { return d == best })
		for _, d := range left {
			if away := max(d.at-best.at, best.at-d.at); away <= 2 {
				d.Score *= 1 - s.silent*0.25/float64(away)
			}
		}
	}
	return taken
}

// Choose takes the n candidates with the highest scores, in the order of
// their days. With n 0 it takes those that stand out, by their deviance or by
// later mentions; one at least. total is how many stories
// the topic has.
func Choose(candidates []*KeyDate, n int, total int64) []KeyDate {
	best := slices.SortedStableFunc(slices.Values(candidates), func(a, b *KeyDate) int { return cmp.Compare(b.Score, a.Score) })
	if n == 0 {
		n = maxAuto
		first := best[0]
		best = slices.DeleteFunc(best, func(d *KeyDate) bool {
			standsOut := d.Deviance >= 4 || float64(d.Later) >= max(0.02*float64(total), 2)
			return d != first && (!standsOut || d.Score < first.Score/2)
		})
	}
	chosen := make([]KeyDate, 0, n)
	for _, d := range best[:min(n, len(best))] {
		chosen = append(chosen, *d)
	}
	slices.SortFunc(chosen, func(a, b KeyDate) int { return strings.Compare(a.Date, b.Date) })
	return chosen
}
