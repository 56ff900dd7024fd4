package chronology

import (
	"time"

	"newsarchive/internal/news"
)

// Gap is a run of days for which a feed was not fetched.
type Gap struct {
	Feed  string `json:"feed"`
	First string `json:"first"` // days, both included
	Last  string `json:"last"`
	Why   string `json:"why"`
}

// Why there is a gap.
const (
	GapNotFollowed = "not followed yet"
	GapNotReached  = "not reached"
)

// What a period lacks because of gaps.
const (
	GapPart = "part" // some feed on some day
	GapAll  = "all"  // every feed on every day
)

// Gaps returns the gaps of feeds up to the last day, which is today at the
// latest, and for each period [GapAll], [GapPart] or "". Without coverage
// there are none: an archive without fetches has no gaps.
func Gaps(coverage []news.Coverage, periods []Period, last string) (gaps []Gap, missing []string) {
	missing = make([]string, len(periods))
	if len(coverage) == 0 || len(periods) == 0 {
		return nil, missing
	}
	missed := map[string]int{} // how many feeds were not reached, by day
	for _, feed := range coverage {
		gaps = append(gaps, runs(feed, periods[0].First, last, missed)...)
	}
	of := func(day string) int {
		n := missed[day]
		for _, feed := range coverage {
			if day < feed.First {
				n++
			}
		}
		return n
	}
	for i, p := range periods {
		missing[i] = gapOf(p, last, len(coverage), of)
	}
	return gaps, missing
}

// gapOf returns how much of a period is missing, given the number of feeds. Days
// after the last do not count.
func gapOf(p Period, last string, feeds int, missing func(day string) int) string {
	days, gone, part := 0, 0, false
	for day := civilDay(p.First); day.Format(time.DateOnly) <= min(p.Last, last); day = day.AddDate(0, 0, 1) {
		n := missing(day.Format(time.DateOnly))
		days++
		part = part || n > 0
		if n == feeds {
			gone++
		}
	}
	switch {
	case days > 0 && gone == days:
		return GapAll
	case part:
		return GapPart
	}
	return ""
}

// runs returns the days from first to last that a feed does not cover, as
// runs, and counts in missed those on which it was not reached.
func runs(feed news.Coverage, first, last string, missed map[string]int) (gaps []Gap) {
	label := feed.Feed.Label()
	if feed.First > first {
		gaps = append(gaps, Gap{label, first, min(AddDays(feed.First, -1), last), GapNotFollowed})
		first = feed.First
	}
	open := false // the last gap goes on
	for day := civilDay(first); day.Format(time.DateOnly) <= last; day = day.AddDate(0, 0, 1) {
		name := day.Format(time.DateOnly)
		switch {
		case feed.Covered(name):
			open = false
		case open:
			missed[name]++
			gaps[len(gaps)-1].Last = name
		default:
			missed[name]++
			open = true
			gaps = append(gaps, Gap{label, name, name, GapNotReached})
		}
	}
	return gaps
}

// Days is how many days the gap has.
func (g Gap) Days() int { return daysApart(g.First, g.Last) + 1 }
