package archive

import (
	"context"
	"errors"
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

	NotIndexed int           `json:"not_indexed,omitempty"` // see [Answer]
	Hints      []query.Hint  `json:"-"`
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
	line.NotIndexed, err = a.timeline(ctx, o.Progress, c.requests, func(t *index.Timeline) error { return c.count(ctx, t) })
	if err != nil {
		return Timeline{}, placed(err, c.requests[0].Query)
	}
	line.Took = time.Since(began)
	return line, nil
}
