package archive

import (
	"cmp"
	"context"
	"slices"

	"newsarchive/index"
	"newsarchive/internal/words"
)

// Peaks: the headlines of how many stories stand for one, of how many for the
// topic as a whole, and how many peaks have a headline.
const (
	peakSample = 20
	baseSample = 100
	mostPeaks  = 6
	fewEarlier = 10 // headlines that tell what was usual before
	fewPeriods = 24 // of so few with stories each has one
)

// label finds the headline that stands for each peak.
func (c *counting) label(ctx context.Context, t *index.Timeline) error {
	for i := range c.line.Series {
		s := &c.line.Series[i]
		peaks := labelled(s.Points)
		if len(peaks) == 0 {
			continue
		}
		base, err := t.Sample(i, c.line.First, c.line.Last, baseSample)
		if err != nil {
			return err
		}
		ids := base
		ends := []int{len(ids)}
		for _, p := range peaks {
			some, err := t.Sample(i, s.Points[p].First, s.Points[p].Last, peakSample)
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
		usual := headlines(ids[:ends[0]])
		for k, p := range peaks {
			before, after := c.around(usual, s.Points[p])
			if best := mostCentral(headlines(ids[ends[k]:ends[k+1]]), before, after); len(best) > 0 {
				s.Points[p].Story, s.Points[p].Headline = best[0].ID, best[0].Title
			}
		}
	}
	return nil
}

// around splits headlines into those before a period, or all where there are
// few, and those after it.
func (c *counting) around(all []central, p Point) (before, after frequencies) {
	var earlier, later []central
	for _, s := range all {
		switch day := s.Effective.In(c.archive.Zone()); {
		case day < p.First:
			earlier = append(earlier, s)
		case day > p.Last:
			later = append(later, s)
		}
	}
	if len(earlier) < fewEarlier {
		earlier = all
	}
	return frequenciesOf(earlier), frequenciesOf(later)
}

// headlines reads the headlines of stories at once, and returns how to get
// those of some of them.
func (a *Archive) headlines(ctx context.Context, ids []int64) (func([]int64) []central, error) {
	distinct := slices.Compact(slices.Sorted(slices.Values(ids)))
	stories, err := a.Headlines(ctx, distinct)
	if err != nil {
		return nil, err
	}
	byID := make(map[int64]central, len(stories))
	tokenizer := words.NewTokenizer()
	for _, s := range stories {
		byID[s.ID] = newCentral(s, tokenizer)
	}
	return func(some []int64) []central {
		found := make([]central, 0, len(some))
		for _, id := range some {
			if s, ok := byID[id]; ok {
				found = append(found, s)
			}
		}
		return found
	}, nil
}

// labelled returns the periods that get a headline: the peaks, or all of a
// short timeline.
func labelled(points []Point) (periods []int) {
	for i, p := range points {
		if p.Stories > 0 {
			periods = append(periods, i)
		}
	}
	if len(periods) > fewPeriods {
		return peaksOf(points)
	}
	return periods
}

// peaksOf returns the periods that have more stories than those beside them,
// at least a third of the most, and are not next to a higher one.
func peaksOf(points []Point) (peaks []int) {
	var most int64
	for _, p := range points {
		most = max(most, p.Stories)
	}
	stories := func(i int) int64 {
		if i < 0 || i >= len(points) {
			return 0
		}
		return points[i].Stories
	}
	for i, p := range points {
		if p.Stories > 0 && 3*p.Stories >= most && p.Stories >= stories(i-1) && p.Stories > stories(i+1) {
			peaks = append(peaks, i)
		}
	}
	slices.SortStableFunc(peaks, func(a, b int) int { return cmp.Compare(points[b].Stories, points[a].Stories) })
	return peaks[:min(len(peaks), mostPeaks)]
}
