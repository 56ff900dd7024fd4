package archive

import (
	"cmp"
	"context"
	"time"

	"newsarchive/index"
	"newsarchive/internal/chronology"
	"newsarchive/internal/query"
)

// timelineBuilder builds one timeline.
type timelineBuilder struct {
	archive  *Archive
	options  TimelineOptions
	requests []index.Request
	zone     *time.Location
	line     *Timeline
	periods  []chronology.Period
	asked    []string // the queries as texts, without --since and --until
	bounds   query.DateRange
}

// parse parses all queries; dates, feeds and publishers narrow each of them.
func (c *timelineBuilder) parse(ctx context.Context) error {
	names := c.archive.names(ctx)
	for _, text := range append([]string{c.options.Text}, c.options.Versus...) {
		o := c.options.Question
		o.Text = text
		q, err := c.archive.parse(ctx, o)
		if err != nil {
			return err
		}
		past, err := c.archive.indexAsOf(ctx)
		if err != nil {
			return err
		}
		c.requests = append(c.requests, index.Request{Query: q, Names: names, AsOf: past})
		o.Since, o.Until = "", ""
		free, err := c.archive.parse(ctx, o)
		if err != nil {
			return err
		}
		c.add(free)
	}
	return nil
}

// add adds a query that was parsed without --since and --until.
func (c *timelineBuilder) add(free *query.Query) {
	c.asked = append(c.asked, grouped(free.Root))
	c.line.Series = append(c.line.Series, Series{Query: free.Text, Points: []Point{}})
}

// hints collects what the queries may have been meant to ask otherwise.
func (c *timelineBuilder) hints(ctx context.Context, v *index.View, t *index.Timeline) error {
	c.line.Hints = nil
	for i, r := range c.requests {
		total := 0
		for _, day := range t.Days(i) {
			total += int(day.Stories)
		}
		s := searcher{archive: c.archive, open: v, options: SearchOptions{Question: c.options.Question}, request: r}
		hints, err := s.withSlips(ctx, total)
		if err != nil {
			return err
		}
		c.line.Hints = append(c.line.Hints, hints...)
	}
	return nil
}

func (c *timelineBuilder) count(ctx context.Context, t *index.Timeline) error {
	days := make([][]chronology.Count, len(c.requests))
	for i := range c.requests {
		days[i] = counts(t.Days(i))
	}
	if err := c.setPeriods(days); err != nil || len(c.periods) == 0 {
		return err
	}
	all := chronology.Sum(counts(t.Everything()), c.periods)
	for i := range c.requests {
		clusters, err := t.Clusters(i, c.starts())
		if err != nil {
			return err
		}
		c.fill(i, days[i], all, clusters)
	}
	if err := c.gaps(ctx); err != nil {
		return err
	}
	return c.label(ctx, t)
}

// setPeriods sets the periods that the days of the queries are in; there are none when
// there is nothing to show.
func (c *timelineBuilder) setPeriods(days [][]chronology.Count) error {
	first, last, err := c.span(days)
	if err != nil || first == "" {
		return err
	}
	unit := c.options.By
	if unit == chronology.NoUnit {
		unit = chronology.UnitFor(first, last)
	}
	c.line.By = string(unit)
	if c.periods, err = chronology.Periods(first, last, unit, c.zone); err != nil {
		return err
	}
	c.line.First, c.line.Last = c.periods[0].First, c.periods[len(c.periods)-1].Last
	return nil
}

// starts are the first days of the periods.
func (c *timelineBuilder) starts() []string {
	starts := make([]string, len(c.periods))
	for k, p := range c.periods {
		starts[k] = p.First
	}
	return starts
}

// fill makes the points of one query.
func (c *timelineBuilder) fill(i int, days []chronology.Count, all, clusters []int64) {
	s := &c.line.Series[i]
	for k, n := range chronology.Sum(days, c.periods) {
		p := c.periods[k]
		point := Point{Period: p.Name, First: p.First, Last: p.Last, Stories: n, Clusters: clusters[k], Find: c.finds(i, p)}
		if all[k] > 0 {
			point.Share = float64(n) / float64(all[k])
		}
		s.Total += n
		s.Points = append(s.Points, point)
	}
}

// finds returns the query for a period. It includes --since and --until where
// the period extends beyond them.
func (c *timelineBuilder) finds(i int, p chronology.Period) string {
	b := c.bounds
	if !b.From.IsZero() && (p.First < b.FirstDay || !b.WholeDays) || !b.To.IsZero() && (p.Last > b.LastDay || !b.WholeDays) {
		return grouped(c.requests[i].Query.Root) + p.Find
	}
	return c.asked[i] + p.Find
}

// counts is what the index counted by day.
func counts(days []index.DayCount) []chronology.Count {
	all := make([]chronology.Count, len(days))
	for i, d := range days {
		all[i] = chronology.Count(d)
	}
	return all
}

// grouped is a query as text to which more may be added.
func grouped(root query.Node) string {
	switch root.(type) {
	case query.All:
		return ""
	case query.Or:
		return "(" + root.String() + ") "
	}
	return root.String() + " "
}

// span returns the first and the last day of a timeline: as asked for, else
// those of the stories; empty when there is nothing to show.
func (c *timelineBuilder) span(days [][]chronology.Count) (first, last string, err error) {
	for _, d := range days {
		if len(d) == 0 {
			continue
		}
		if first == "" || d[0].Day < first {
			first = d[0].Day
		}
		last = max(last, d[len(d)-1].Day)
	}
	within, _, err := query.Within(c.options.Since, c.options.Until, query.Options{Zone: c.zone, ClockZone: c.options.TimeZone})
	if err != nil {
		return "", "", err
	}
	c.bounds, _ = within.(query.DateRange)
	first, last = cmp.Or(c.bounds.FirstDay, first, c.bounds.LastDay), cmp.Or(c.bounds.LastDay, last, c.bounds.FirstDay)
	return first, last, nil
}
