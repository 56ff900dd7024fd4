// Package chronology says how the stories of a topic lie in time: by periods,
// with their peaks and gaps; by the days on which the topic turned; and by the
// rhythm of its weeks.
//
// It computes from values alone: counts of stories by day, days that texts
// mention, headlines. The caller reads them from the index and the store. A
// day is a text like 2026-01-14, of the zone that the caller counts in.
package chronology

import (
	"math"
	"time"
)

// Count is how many stories a day has.
type Count struct {
	Day     string // 2026-01-14
	Stories int64
}

// Total adds up counts.
func Total(counts []Count) (stories int64) {
	for _, c := range counts {
		stories += c.Stories
	}
	return stories
}

// civilDay is a day as midnight UTC, so that arithmetic on it knows no zone;
// the zero time when the text is no day.
func civilDay(day string) time.Time {
	t, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return time.Time{}
	}
	return t
}

// AddDays returns the day that is n days after another, or before it.
func AddDays(day string, n int) string {
	return civilDay(day).AddDate(0, 0, n).Format(time.DateOnly)
}

// daysApart is how many days lie between two days, in either order.
func daysApart(a, b string) int {
	return int(math.Abs(civilDay(a).Sub(civilDay(b)).Hours() / 24))
}
