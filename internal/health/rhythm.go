package health

import (
	"slices"
	"time"

	"newsarchive/internal/news"
)

// silentAfter is how long a feed may bring nothing new before it is called silent:
// a week, three times its usual gap, or its longest gap so far, whichever is the
// longest. So a feed that appears monthly is not silent after a week.
func silentAfter(usual, longest time.Duration) time.Duration {
	if usual == 0 {
		return strangeSilence
	}
	return max(week, 3*usual, longest)
}

// usualGap returns the median and the longest of the gaps between days with new
// items; 0 if there are fewer than two gaps.
func usualGap(days []news.NewDay) (usual, longest time.Duration) {
	var gaps []time.Duration
	for i := 1; i < len(days); i++ {
		gaps = append(gaps, days[i-1].Date.Sub(days[i].Date))
	}
	if len(gaps) < 2 {
		return 0, 0
	}
	slices.Sort(gaps)
	return gaps[len(gaps)/2], gaps[len(gaps)-1]
}

// perDay returns the number of new items a day over the last four weeks, or over
// the days that are known. The day on which the feed was added does not count:
// its first document is its past.
func perDay(added time.Time, days []news.NewDay, now time.Time) float64 {
	from := now.Add(-4 * week)
	if first := added.UTC().Truncate(day).Add(day); first.After(from) {
		from = first
	}
	if n := len(days); n > 0 && days[n-1].Date.After(from) && n >= enoughDays {
		from = days[n-1].Date // the older ones were not read
	}
	items := 0
	for _, d := range days {
		if !d.Date.Before(from) {
			items += d.Items
		}
	}
	if span := now.Sub(from); items > 0 && span >= day {
		return float64(items) / (span.Hours() / 24)
	}
	return 0
}

// enoughDays is from how many days on a list of days may be cut.
const enoughDays = 8
