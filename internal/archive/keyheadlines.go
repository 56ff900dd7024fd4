package archive

import (
	"context"
	"math"
	"slices"
	"time"

	"newsarchive/index"
	"newsarchive/store"
)

// How many stories of a day are looked at, and how alike a second headline
// may be to the first, and how much less it may say.
const (
	daySample  = 60
	tellSample = 20
	alike      = 0.34
	lesser     = 0.55
)

// describe finds the headlines that say what happened on the days, and how
// many publishers wrote about it, which adds to the score.
func (k *turning) describe(ctx context.Context, t *index.Timeline, days []*KeyDate) error {
	first, last := k.counts[0].Day, k.counts[len(k.counts)-1].Day
	base, err := t.Sample(0, first, last, baseSample)
	if err != nil {
		return err
	}
	samples := make([][]int64, len(days))
	ids := slices.Clone(base)
	for i, d := range days {
		if samples[i], err = k.sample(t, d); err != nil {
			return err
		}
		ids = append(ids, samples[i]...)
	}
	headlines, err := k.archive.headlines(ctx, ids)
	if err != nil {
		return err
	}
	usual := frequenciesOf(headlines(base))
	for i, d := range days {
		stories := headlines(samples[i])
		publishers := map[string]bool{}
		for _, s := range stories {
			publishers[s.Publisher] = true
		}
		d.Publishers = len(publishers)
		d.Score += 0.15 * math.Log1p(float64(d.Publishers))
		d.Headlines = telling(stories, usual)
		d.Find = k.asked + "date:" + d.Date
	}
	return nil
}

// sample returns the stories that may say what happened on a day: its own,
// and those that speak of it soon after; where there are none, the nearest
// that speaks of it.
func (k *turning) sample(t *index.Timeline, d *KeyDate) ([]int64, error) {
	told, err := t.Telling(0, d.Date, tellSample)
	if err != nil {
		return nil, err
	}
	if d.Stories == 0 {
		return told[:min(len(told), 3)], nil
	}
	own, err := t.Sample(0, d.Date, d.Date, daySample)
	if err != nil || d.Fresh == 0 {
		return own, err
	}
	soon := civilDay(d.Date).AddDate(0, 0, 1).Format(time.DateOnly)
	next, err := t.Sample(0, soon, soon, daySample)
	for _, id := range told {
		if slices.Contains(next, id) && !slices.Contains(own, id) {
			own = append(own, id)
		}
	}
	return own, err
}

// telling chooses the headline that stands for the others, and a second one
// that says something else and nearly as much.
func telling(stories []central, usual frequencies) []store.Story {
	best := mostCentral(stories, usual, frequencies{})
	if len(best) == 0 {
		return []store.Story{}
	}
	chosen := []store.Story{best[0].Story}
	for _, c := range best[1:] {
		if c.weight < lesser*best[0].weight {
			break
		}
		if c.alike(best[0]) <= alike {
			return append(chosen, c.Story)
		}
	}
	return chosen
}
