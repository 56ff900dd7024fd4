package chronology

import "newsarchive/internal/news"

// Why a feed has no first fetch.
const GapNeverFetched = "never fetched"

// Missed are the days on which a feed was not fetched, up to a last day.
type Missed struct {
	ID    int64
	Feed  string // its label
	First string // the day of its first fetch; empty: it was never fetched
	Runs  []Gap  // from First on
}

// MissedDays returns the days up to the last one on which each feed was not
// fetched. Feeds without any fetch have no coverage.
func MissedDays(coverage []news.Coverage, last string) []Missed {
	all := make([]Missed, len(coverage))
	for i, c := range coverage {
		all[i] = Missed{ID: c.Feed.ID, Feed: c.Feed.Label(), First: c.First}
		if c.First <= last {
			all[i].Runs = runs(c, c.First, last, map[string]int{})
		}
	}
	return all
}

// Within returns what the feed missed from first to last, both included, and
// whether that is [GapAll], [GapPart] or nothing.
func (m Missed) Within(first, last string) (gaps []Gap, missing string) {
	add := func(from, to, why string) {
		if from, to = max(from, first), min(to, last); from <= to {
			gaps = append(gaps, Gap{m.Feed, from, to, why})
		}
	}
	switch {
	case first > last:
		return nil, ""
	case m.First == "":
		add(first, last, GapNeverFetched)
	case m.First > first:
		add(first, AddDays(m.First, -1), GapNotFollowed)
	}
	for _, run := range m.Runs {
		add(run.First, run.Last, run.Why)
	}
	days := 0
	for _, g := range gaps {
		days += g.Days()
	}
	switch {
	case days == daysApart(first, last)+1:
		return gaps, GapAll
	case days > 0:
		return gaps, GapPart
	}
	return nil, ""
}
