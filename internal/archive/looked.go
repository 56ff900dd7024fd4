package archive

import (
	"context"
	"slices"
	"time"

	"newsarchive/internal/chronology"
	"newsarchive/internal/news"
	"newsarchive/internal/query"
)

// Looked says on which days feeds were fetched: where nothing is found, whether
// the archive was looking.
type Looked struct {
	// Feeds have the days on which they were not fetched.
	Feeds []chronology.Missed
	First string // the day of the first fetch of any of them; empty: there was none
	Last  string // today, or the day that the archive is as of
	// At is the moment that the archive is as of; zero: it is the present one.
	At time.Time
}

// Looked returns on which days feeds were fetched; without numbers, those that
// are followed.
func (a *Archive) Looked(ctx context.Context, feeds []int64) (Looked, error) {
	l := Looked{Last: a.lastDay(), At: a.at}
	const beginning = "0001-01-01"
	coverage, err := a.store.Coverage(ctx, feeds, beginning, l.Last)
	if err != nil {
		return l, err
	}
	l.Feeds = chronology.MissedDays(coverage, l.Last)
	for _, f := range l.Feeds {
		if l.First == "" || f.First < l.First {
			l.First = f.First
		}
	}
	all, err := a.store.Feeds(ctx)
	if err != nil {
		return l, err
	}
	for _, f := range all {
		asked := len(feeds) == 0 && f.State.Followed || slices.Contains(feeds, f.ID)
		if f.URL != news.LocalFeed && asked && !slices.ContainsFunc(l.Feeds, func(m chronology.Missed) bool { return m.ID == f.ID }) {
			l.Feeds = append(l.Feeds, chronology.Missed{ID: f.ID, Feed: f.Label()})
		}
	}
	return l, nil
}

// lastDay is today, or the day that the archive is as of.
func (a *Archive) lastDay() string {
	if a.present != nil {
		return news.Instant(a.at).In(a.Zone())
	}
	return a.today()
}

// Scope is what a question is restricted to.
type Scope struct {
	First, Last string  // its days, both included; empty: open
	Feeds       []int64 // that it names; none: it asks for any feed
}

// Scope returns the days and the feeds that a question is restricted to. Of a
// question with OR, it has the days from the first to the last.
func (a *Archive) Scope(ctx context.Context, o Question) (s Scope, err error) {
	q, err := a.parse(ctx, o)
	if err != nil {
		return s, err
	}
	s.First, s.Last = daysAsked(q.Root)
	s.Feeds, err = a.feedsNamed(ctx, q)
	return s, err
}

// daysAsked returns the first and the last day that a query can find; empty: open.
func daysAsked(n query.Node) (first, last string) {
	switch n := n.(type) {
	case query.DateRange:
		return n.FirstDay, n.LastDay
	case query.Topic:
		return daysAsked(n.Node)
	case query.And:
		for _, c := range n.Nodes {
			f, l := daysAsked(c)
			first = max(first, f)
			if last == "" || l != "" && l < last {
				last = l
			}
		}
	case query.Or:
		for i, c := range n.Nodes {
			f, l := daysAsked(c)
			if i == 0 {
				first, last = f, l
				continue
			}
			first = min(first, f) // "" is the earliest
			if last == "" || l == "" {
				last = ""
			} else {
				last = max(last, l)
			}
		}
	}
	return first, last
}
