// Package chronology computes how the stories of a topic are distributed over
// time. It has three parts:
//
//   - Timelines: [Periods] cuts a span into days, weeks, months or years, [Sum]
//     adds up counts, [Labelled] and [MostCentral] choose peaks and their
//     headlines, [Gaps] finds the periods in which feeds were not fetched.
//   - Key dates: [Candidates] scores the days of a topic by the deviance of their
//     story counts, the words that are new on them and the later stories that
//     refer back to them; [Choose] takes the best.
//   - Rhythms: [Rhythm.Judge] compares this week with the topic's base rate.
//
// It computes from values alone: counts of stories by day, days that texts
// mention, headlines. The caller reads them from the index and the store. A day
// is a string like 2026-01-14, in the zone of the caller's counts.
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
