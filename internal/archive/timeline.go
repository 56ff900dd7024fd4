package archive

import (
	"context"
	"time"

	"newsarchive/index"
	"newsarchive/internal/chronology"
	"newsarchive/internal/query"
)

// TimelineOptions say what to count over time.
type TimelineOptions struct {
	Question          // the first query, and what narrows all of them
	Versus   []string // further queries
	By       chronology.Unit
	Progress Progress // of building an index that is missing or damaged
}

// Timeline is the stories of some queries over time.
type Timeline struct {
	By     string           `json:"by"` // day, week, month or year
	Zone   string           `json:"zone"`
	First  string           `json:"first,omitempty"` // day of the first period
	Last   string           `json:"last,omitempty"`  // day of the last
	Series []Series         `json:"queries"`
	Gaps   []chronology.Gap `json:"gaps,omitempty"`

	NotIndexed int           `json:"not_indexed,omitempty"` // see [Answer]
	Hints      []query.Hint  `json:"hints,omitempty"`
	Took       time.Duration `json:"-"`
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
	// Gap says that not all that was published can be there:
	// [chronology.GapPart] or [chronology.GapAll].
	Gap string `json:"gap,omitempty"`
	// Of a peak, and of every period of a short timeline, the story whose
	// headline represents it.
	Story    int64  `json:"story,omitempty"`
	Headline string `json:"headline,omitempty"`
	// Find is the query that finds exactly these stories.
	Find string `json:"find"`
}

// Timeline counts the stories of the queries by day, week, month or year. An
// index that is missing or damaged is rebuilt first. The error wraps
// [chronology.ErrTooLong] when there would be too many periods.
func (a *Archive) Timeline(ctx context.Context, o TimelineOptions) (Timeline, error) {
	began := time.Now()
	o.progress = o.Progress
	a, done, err := a.asOf(ctx, o.Question)
	if err != nil {
		return Timeline{}, err
	}
	defer done()
	line := Timeline{Zone: a.Zone().String()}
	c := timelineBuilder{archive: a, zone: a.Zone(), options: o, line: &line}
	if err := c.parse(ctx); err != nil {
		return Timeline{}, err
	}
	line.NotIndexed, err = a.timeline(ctx, o.Progress, c.requests, func(v *index.View, t *index.Timeline) error {
		if err := c.hints(ctx, v, t); err != nil {
			return err
		}
		return c.count(ctx, t)
	})
	if err != nil {
		return Timeline{}, locateError(err, c.requests[0].Query)
	}
	line.Took = time.Since(began)
	return line, nil
}
