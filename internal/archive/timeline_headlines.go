package archive

import (
	"context"
	"slices"

	"newsarchive/index"
	"newsarchive/internal/chronology"
)

// How many headlines are read to choose that of a period, and for the base of
// the topic as a whole.
const (
	peakSample = 20
	baseSample = 100
)

// label chooses the headline of each peak.
func (c *timelineBuilder) label(ctx context.Context, t *index.Timeline) error {
	for i := range c.line.Series {
		points := c.line.Series[i].Points
		stories := make([]int64, len(points))
		for k, p := range points {
			stories[k] = p.Stories
		}
		peaks := chronology.Labelled(stories)
		if len(peaks) == 0 {
			continue
		}
		ids, err := t.Sample(i, c.line.First, c.line.Last, baseSample)
		if err != nil {
			return err
		}
		ends := []int{len(ids)}
		for _, p := range peaks {
			some, err := t.Sample(i, points[p].First, points[p].Last, peakSample)
			if err != nil {
				return err
			}
			ids = append(ids, some...)
			ends = append(ends, len(ids))
		}
		headlines, err := c.archive.headlines(ctx, ids)
		if err != nil {
			return err
		}
		base := headlines(ids[:ends[0]])
		for k, at := range peaks {
			p := &points[at]
			before, after := chronology.Around(base, p.First, p.Last, c.archive.Zone())
			if best := chronology.MostCentral(headlines(ids[ends[k]:ends[k+1]]), before, after); len(best) > 0 {
				p.Story, p.Headline = best[0].ID, best[0].Title
			}
		}
	}
	return nil
}

// headlines reads the headlines of stories at once, and returns how to get
// those of some of them.
func (a *Archive) headlines(ctx context.Context, ids []int64) (func([]int64) []chronology.Headline, error) {
	distinct := slices.Compact(slices.Sorted(slices.Values(ids)))
	stories, err := a.store.Headlines(ctx, distinct)
	if err != nil {
		return nil, err
	}
	byID := make(map[int64]chronology.Headline, len(stories))
	for _, h := range chronology.Headlines(stories) {
		byID[h.ID] = h
	}
	return func(some []int64) []chronology.Headline {
		found := make([]chronology.Headline, 0, len(some))
		for _, id := range some {
			if h, ok := byID[id]; ok {
				found = append(found, h)
			}
		}
		return found
	}, nil
}
