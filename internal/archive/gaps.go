package archive

import (
	"context"
	"slices"
	"strings"
	"time"

	"newsarchive/internal/query"
	"newsarchive/store"
)

// Gap is a run of days of which a feed cannot tell all that it carried.
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

// gaps finds the periods in which a feed that matters was not reached, or
// was not followed yet: all followed feeds, or those that the queries ask
// for. An archive that never fetched anything has no gaps.
func (c *counting) gaps(ctx context.Context) error {
	feeds, err := c.feeds(ctx)
	if err != nil {
		return err
	}
	last := min(c.line.Last, c.archive.now().In(c.archive.Zone()).Format(time.DateOnly))
	coverage, err := c.archive.Coverage(ctx, feeds, c.line.First, last)
	if err != nil || len(coverage) == 0 {
		return err
	}
	missed := map[string]int{} // how many feeds were not reached, by day
	for _, feed := range coverage {
		c.runs(feed, last, missed)
	}
	missing := func(day string) int {
		n := missed[day]
		for _, feed := range coverage {
			if day < feed.First {
				n++
			}
		}
		return n
	}
	for k, p := range c.periods {
		gap := gapOf(p, last, len(coverage), missing)
		for i := range c.line.Series {
			c.line.Series[i].Points[k].Gap = gap
		}
	}
	return nil
}

// gapOf tells how much of a period is missing, of so many feeds. What is to
// come is not.
func gapOf(p period, last string, feeds int, missing func(day string) int) string {
	days, gone, part := 0, 0, false
	for day := civilDay(p.first); day.Format(time.DateOnly) <= min(p.last, last); day = day.AddDate(0, 0, 1) {
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

// runs notes the days up to the last that a feed does not cover, and says
// them as runs.
func (c *counting) runs(feed store.Coverage, last string, missed map[string]int) {
	first := c.line.First
	if feed.First > first {
		before := civilDay(feed.First).AddDate(0, 0, -1).Format(time.DateOnly)
		c.line.Gaps = append(c.line.Gaps, Gap{feed.Feed.Label(), first, min(before, last), GapNotFollowed})
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
			c.line.Gaps[len(c.line.Gaps)-1].Last = name
		default:
			missed[name]++
			open = true
			c.line.Gaps = append(c.line.Gaps, Gap{feed.Feed.Label(), name, name, GapNotReached})
		}
	}
}

// feeds returns the feeds that the queries ask for, none for all.
func (c *counting) feeds(ctx context.Context) (ids []int64, err error) {
	for _, r := range c.requests {
		var names []string
		query.Walk(r.Query.Root, func(leaf query.Node, negated bool) {
			switch n := leaf.(type) {
			case query.Term:
				if n.Field == query.FeedName && !negated {
					names = append(names, n.Value)
				}
			}
		})
		if len(names) == 0 {
			return nil, nil // it asks for any feed
		}
		for _, name := range names {
			feeds, err := c.archive.MatchFeeds(ctx, strings.TrimSpace(name))
			if err != nil {
				return nil, err
			}
			for _, f := range feeds {
				if !slices.Contains(ids, f.ID) {
					ids = append(ids, f.ID)
				}
			}
		}
	}
	return ids, nil
}
