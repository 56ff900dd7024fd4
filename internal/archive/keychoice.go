package archive

import (
	"cmp"
	"maps"
	"math"
	"slices"
	"strings"
)

// mostAuto is how many days are chosen at most when nobody says how many.
const mostAuto = 20

// best returns all days, the highest score first.
func (k *turning) best() []*KeyDate {
	return slices.SortedFunc(maps.Values(k.days), func(a, b *KeyDate) int {
		return cmp.Or(cmp.Compare(b.Score, a.Score), strings.Compare(a.Date, b.Date))
	})
}

// apart takes n days, each time the one with the highest score, which those
// that lie beside one already taken lose part of: they mostly tell of it.
func (k *turning) apart(all []*KeyDate, n int) []*KeyDate {
	left := slices.Clone(all)
	var taken []*KeyDate
	for len(taken) < n && len(left) > 0 {
		best := slices.MaxFunc(left, func(a, b *KeyDate) int { return cmp.Compare(a.Score, b.Score) })
		taken = append(taken, best)
		left = slices.DeleteFunc(left, func(d *KeyDate) bool { return d == best })
		for _, d := range left {
			if away := daysApart(d.Date, best.Date); away <= 2 {
				d.Score *= 1 - 0.25/float64(away)
			}
		}
	}
	return taken
}

func daysApart(a, b string) int {
	return int(math.Abs(civilDay(a).Sub(civilDay(b)).Hours() / 24))
}

// choose takes the days that are wanted, in their order, or those that stand
// out: unlike the days around them, or spoken of again and again; one at
// least.
func (k *turning) choose(best []*KeyDate) {
	slices.SortStableFunc(best, func(a, b *KeyDate) int { return cmp.Compare(b.Score, a.Score) })
	n := k.wanted
	if n == 0 {
		n = mostAuto
		first := best[0]
		best = slices.DeleteFunc(best, func(d *KeyDate) bool {
			stands := d.Surprise >= 4 || float64(d.Later) >= max(0.02*float64(k.total), 2)
			return d != first && (!stands || d.Score < first.Score/2)
		})
	}
	for _, d := range best[:min(n, len(best))] {
		k.chosen = append(k.chosen, *d)
	}
	slices.SortFunc(k.chosen, func(a, b KeyDate) int { return strings.Compare(a.Date, b.Date) })
}
