package chronology

import (
	"cmp"
	"slices"
	"time"
)

// Of a timeline: the maximum number of peaks with a headline; the number of
// periods with stories up to which each has one; and the least number of earlier
// headlines that make a base.
const (
	maxPeaks           = 6
	maxLabelledPeriods = 24
	minEarlier         = 10
)

// Labelled returns, by their places, the periods that get a headline: the
// peaks, or where few periods have stories all of those. stories has the
// stories of each period.
func Labelled(stories []int64) (periods []int) {
	for i, n := range stories {
		if n > 0 {
			periods = append(periods, i)
		}
	}
	if len(periods) > maxLabelledPeriods {
		return peaks(stories)
	}
	return periods
}

// peaks returns the periods that have more stories than their neighbours and
// at least a third of the most, the highest first.
func peaks(stories []int64) (places []int) {
	highest := slices.Max(stories)
	at := func(i int) int64 {
		if i < 0 || i >= len(stories) {
			return 0
		}
		return stories[i]
	}
	for i, n := range stories {
		if n > 0 && 3*n >= highest && n >= at(i-1) && n > at(i+1) {
			places = append(places, i)
		}
	}
	slices.SortStableFunc(places, func(a, b int) int { return cmp.Compare(stories[b], stories[a]) })
	return places[:min(len(places), maxPeaks)]
}

// Around splits the headlines of a topic into those from before the days
// first to last, or all where those are few, and those from after them.
func Around(all []Headline, first, last string, zone *time.Location) (before, after Frequencies) {
	var earlier, later []Headline
	for _, h := range all {
		switch day := h.Effective.In(zone); {
		case day < first:
			earlier = append(earlier, h)
		case day > last:
			later = append(later, h)
		}
	}
	if len(earlier) < minEarlier {
		earlier = all
	}
	return FrequenciesOf(earlier), FrequenciesOf(later)
}
