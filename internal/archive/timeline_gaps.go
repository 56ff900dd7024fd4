package archive

import (
	"context"
	"slices"
	"strings"

	"newsarchive/internal/chronology"
	"newsarchive/internal/query"
)

// gaps finds the periods in which a feed was not reached, or was not followed
// yet. It considers the feeds that the queries name, else all followed feeds.
func (c *timelineBuilder) gaps(ctx context.Context) error {
	feeds, err := c.feeds(ctx)
	if err != nil {
		return err
	}
	last := min(c.line.Last, c.archive.today())
	coverage, err := c.archive.store.Coverage(ctx, feeds, c.line.First, last)
	if err != nil {
		return err
	}
	gaps, missing := chronology.Gaps(coverage, c.periods, last)
	c.line.Gaps = gaps
	for k, gap := range missing {
		for i := range c.line.Series {
			c.line.Series[i].Points[k].Gap = gap
		}
	}
	return nil
}

// feeds returns the feeds that the queries name; none means all.
func (c *timelineBuilder) feeds(ctx context.Context) (ids []int64, err error) {
	for _, r := range c.requests {
		named, err := c.archive.feedsNamed(ctx, r.Query)
		if err != nil || len(named) == 0 {
			return nil, err // it asks for any feed
		}
		for _, id := range named {
			if !slices.Contains(ids, id) {
				ids = append(ids, id)
			}
		}
	}
	return ids, nil
}

// feedsNamed returns the feeds that a query names; none means all.
func (a *Archive) feedsNamed(ctx context.Context, q *query.Query) (ids []int64, err error) {
	var names []string
	query.Walk(q.Root, func(leaf query.Node, negated bool) {
		if n, ok := leaf.(query.Term); ok && n.Field == query.FeedName && !negated {
			names = append(names, n.Value)
		}
	})
	for _, name := range names {
		feeds, err := a.store.MatchFeeds(ctx, strings.TrimSpace(name))
		if err != nil {
			return nil, err
		}
		for _, f := range feeds {
			if !slices.Contains(ids, f.ID) {
				ids = append(ids, f.ID)
			}
		}
	}
	return ids, nil
}
