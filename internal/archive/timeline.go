package archive

import (
	"context"
	"errors"
	"fmt"
	"time"

	"newsarchive/index"
	"newsarchive/internal/query"
)

// TimelineOptions say what to count over time.
type TimelineOptions struct {
	SearchOptions            // the first query, and what all of them are held to
	Versus        []string   // further queries
	By            query.Unit // Day, Week, Month or Year; NoUnit: by the span
}

// Timeline is the stories of some queries over time.
type Timeline struct {
	By     string   `json:"by"` // day, week, month or year
	Zone   string   `json:"zone"`
	First  string   `json:"first,omitempty"` // day of the first period
	Last   string   `json:"last,omitempty"`  // day of the last
	Series []Series `json:"queries"`
	Gaps   []Gap    `json:"gaps,omitempty"`

	Hints []query.Hint  `json:"-"`
	Took  time.Duration `json:"-"`
}

// Series is one query over time.
type Series struct {
	Query  string  `json:"query"`
	Total  int64   `json:"total"` // stories of all periods
	Points []Point `json:"periods"`
}

// Point is one query in one period.
type Point struct {
	Period   string  `json:"period"` // 2026-01-14, 2026-W03, 2026-01, 2026
	First    string  `json:"first"`  // its days, both included
	Last     string  `json:"last"`
	Stories  int64   `json:"stories"`
	Clusters int64   `json:"clusters"`
	Share    float64 `json:"share"` // of all stories of the period
	// Gap says that not all that was published can be there: part, or all
	// when no feed was reached on any day of it.
	Gap string `json:"gap,omitempty"`
	// Of a peak, and of every period of a short timeline, the story whose
	// headline stands for it.
	Story    int64  `json:"story,omitempty"`
	Headline string `json:"headline,omitempty"`
	// Find is the query that finds exactly these stories.
	Find string `json:"find"`
}

// The gaps of a period.
const (
	GapPart = "part"
	GapAll  = "all"
)

// mostPeriods is how many periods a timeline may have.
const mostPeriods = 40_000

// ErrTooLong means that a timeline would have too many periods.
var ErrTooLong = errors.New("the timeline is too long")

// Timeline counts the stories of the queries by day, week, month or year. An
// index that is missing or damaged is made first.
func (a *Archive) Timeline(ctx context.Context, o TimelineOptions) (Timeline, error) {
	began := time.Now()
	a, done, err := a.asOf(ctx, o.SearchOptions)
	if err != nil {
		return Timeline{}, err
	}
	defer done()
	line := Timeline{Zone: a.Zone().String()}
	c := counting{archive: a, options: o, line: &line}
	if err := c.parse(ctx); err != nil {
		return Timeline{}, err
	}
	if err := a.overTime(ctx, o.Progress, c.requests, func(t *index.Timeline) error { return c.count(ctx, t) }); err != nil {
		return Timeline{}, placed(err, c.requests[0].Query)
	}
	line.Took = time.Since(began)
	return line, nil
}

// overTime asks the index; one that cannot answer is made again first.
func (a *Archive) overTime(ctx context.Context, progress Progress, requests []index.Request, use func(*index.Timeline) error) error {
	err := a.index.Timeline(ctx, requests, use)
	if rebuildable(err) {
		if _, err := a.CatchUp(ctx, progress); err != nil {
			return err
		}
		err = a.index.Timeline(ctx, requests, use)
	}
	return err
}

// counting makes one timeline.
type counting struct {
	archive  *Archive
	options  TimelineOptions
	requests []index.Request
	line     *Timeline
	periods  []period
	asked    []string // the queries as texts, without --since and --until
	bounds   query.DateRange
}

// parse reads all queries; what --since and its like ask for holds for each.
func (c *counting) parse(ctx context.Context) error {
	names := c.archive.names(ctx)
	for _, text := range append([]string{c.options.Text}, c.options.Versus...) {
		o := c.options.SearchOptions
		o.Text = text
		q, err := c.archive.parse(ctx, o)
		if err != nil {
			return err
		}
		past, err := c.archive.past(ctx)
		if err != nil {
			return err
		}
		c.requests = append(c.requests, index.Request{Query: q, Names: names, Past: past})
		o.Since, o.Until = "", ""
		free, err := c.archive.parse(ctx, o)
		if err != nil {
			return err
		}
		c.asked = append(c.asked, grouped(free.Root))
		c.line.Series = append(c.line.Series, Series{Query: text, Points: []Point{}})
		c.line.Hints = append(c.line.Hints, q.Hints...)
	}
	return nil
}

func (c *counting) count(ctx context.Context, t *index.Timeline) error {
	days := make([][]index.DayCount, len(c.requests))
	for i := range c.requests {
		days[i] = t.Days(i)
	}
	first, last, err := c.span(days)
	if err != nil || first == "" {
		return err
	}
	unit := c.options.By
	if unit == query.NoUnit {
		unit = unitFor(first, last)
	}
	c.line.By = unitName(unit)
	if c.periods = periodsOf(first, last, unit, c.archive.Zone()); c.periods == nil {
		return fmt.Errorf("%w: from %s to %s by %s has more than %d rows; take a longer unit, or less with --since and --until",
			ErrTooLong, first, last, c.line.By, mostPeriods)
	}
	c.line.First, c.line.Last = c.periods[0].first, c.periods[len(c.periods)-1].last
	all := inPeriods(t.Everything(), c.periods)
	for i := range c.requests {
		if err := c.fill(t, i, days[i], all); err != nil {
			return err
		}
	}
	if err := c.gaps(ctx); err != nil {
		return err
	}
	return c.label(ctx, t)
}

// fill makes the points of one query.
func (c *counting) fill(t *index.Timeline, i int, days []index.DayCount, all []int64) error {
	starts := make([]string, len(c.periods))
	for k, p := range c.periods {
		starts[k] = p.first
	}
	clusters, err := t.Clusters(i, starts)
	if err != nil {
		return err
	}
	s := &c.line.Series[i]
	for k, n := range inPeriods(days, c.periods) {
		p := c.periods[k]
		point := Point{Period: p.name, First: p.first, Last: p.last, Stories: n, Clusters: clusters[k], Find: c.finds(i, p)}
		if all[k] > 0 {
			point.Share = float64(n) / float64(all[k])
		}
		s.Total += n
		s.Points = append(s.Points, point)
	}
	return nil
}

// finds is the query for a period: that of --since and --until is part of it
// where the period reaches beyond them.
func (c *counting) finds(i int, p period) string {
	b := c.bounds
	if !b.From.IsZero() && (p.first < b.FirstDay || !b.WholeDays) || !b.To.IsZero() && (p.last > b.LastDay || !b.WholeDays) {
		return grouped(c.requests[i].Query.Root) + p.find
	}
	return c.asked[i] + p.find
}

// inPeriods adds up days by the periods that hold them.
func inPeriods(days []index.DayCount, periods []period) []int64 {
	sums := make([]int64, len(periods))
	k := 0
	for _, d := range days {
		for k < len(periods) && periods[k].last < d.Day {
			k++
		}
		if k < len(periods) && periods[k].first <= d.Day {
			sums[k] += d.Stories
		}
	}
	return sums
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
