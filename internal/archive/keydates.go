package archive

import (
	"context"
	"slices"
	"time"

	"newsarchive/index"
	"newsarchive/internal/chronology"
	"newsarchive/internal/query"
)

// KeyDates are the important days of a topic.
type KeyDates struct {
	Query string               `json:"query"`
	Total int64                `json:"total"` // stories of the query
	Dates []chronology.KeyDate `json:"dates"` // in their order

	NotIndexed int           `json:"not_indexed,omitempty"` // see [Answer]
	Hints      []query.Hint  `json:"hints,omitempty"`
	Took       time.Duration `json:"-"`
}

// KeyDates finds the n most important days of a topic, or with n 0 as many as
// stand out.
func (a *Archive) KeyDates(ctx context.Context, o Question, n int, progress Progress) (KeyDates, error) {
	began := time.Now()
	a, done, err := a.asOf(ctx, o)
	if err != nil {
		return KeyDates{}, err
	}
	defer done()
	past, err := a.indexAsOf(ctx)
	if err != nil {
		return KeyDates{}, err
	}
	q, err := a.parse(ctx, o)
	if err != nil {
		return KeyDates{}, err
	}
	key := KeyDates{Query: o.Text, Hints: q.Hints, Dates: []chronology.KeyDate{}}
	r := index.Request{Query: q, Names: a.names(ctx), AsOf: past}
	key.NotIndexed, err = a.timeline(ctx, progress, []index.Request{r}, func(t *index.Timeline) error {
		e, err := a.evidence(ctx, t)
		if err != nil || len(e.Counts) == 0 {
			return err
		}
		key.Total = chronology.Total(e.Counts)
		days := chronology.Candidates(e, n)
		if err := a.describeDays(ctx, t, e, days); err != nil {
			return err
		}
		for _, d := range days {
			d.Find = grouped(q.Root) + "date:" + d.Date
		}
		key.Dates = chronology.Choose(days, n, key.Total)
		return nil
	})
	if err != nil {
		return KeyDates{}, locateError(err, q)
	}
	key.Took = time.Since(began)
	return key, nil
}

// evidence reads the evidence about a topic's days from the index.
func (a *Archive) evidence(ctx context.Context, t *index.Timeline) (chronology.Evidence, error) {
	e := chronology.Evidence{Counts: counts(t.Days(0)), Zone: a.Zone()}
	if len(e.Counts) == 0 {
		return e, nil
	}
	first, last := firstAndLast(e)
	mentions, err := t.Mentions(0, e.From(), last)
	if err != nil {
		return e, err
	}
	for _, m := range mentions {
		e.Mentions = append(e.Mentions, chronology.Mention{
			Day: m.Day, Near: m.Near, Later: m.Later, LaterStories: m.LaterStories, LaterDays: m.LaterDays,
		})
	}
	chains, err := t.Chains(0)
	if err != nil {
		return e, err
	}
	for _, c := range chains {
		e.Chains = append(e.Chains, chronology.Span{First: c.First, Last: c.Last})
	}
	ids, err := t.Sample(0, first, last, topicSample)
	if err != nil {
		return e, err
	}
	e.Headlines, err = a.store.Headlines(ctx, ids)
	return e, err
}

// firstAndLast returns the first and the last day that has stories.
func firstAndLast(e chronology.Evidence) (first, last string) {
	return e.Counts[0].Day, e.Counts[len(e.Counts)-1].Day
}

// How many headlines are read: of a topic, for the words that begin; of a
// day's own stories; and of those that mention the day.
const (
	topicSample   = 1500
	daySample     = 60
	mentionSample = 20
)

// describeDays finds the headlines that say what happened on the days.
func (a *Archive) describeDays(ctx context.Context, t *index.Timeline, e chronology.Evidence, days []*chronology.KeyDate) error {
	first, last := firstAndLast(e)
	base, err := t.Sample(0, first, last, baseSample)
	if err != nil {
		return err
	}
	samples := make([][]int64, len(days))
	ids := slices.Clone(base)
	for i, d := range days {
		if samples[i], err = sampleOfDay(t, d); err != nil {
			return err
		}
		ids = append(ids, samples[i]...)
	}
	headlines, err := a.headlines(ctx, ids)
	if err != nil {
		return err
	}
	usual := chronology.FrequenciesOf(headlines(base))
	for i, d := range days {
		d.Describe(headlines(samples[i]), usual)
	}
	return nil
}

// sampleOfDay returns the stories that may say what happened on a day: its own,
// and those that mention it soon after; where there are none, the nearest
// that mentions it.
func sampleOfDay(t *index.Timeline, d *chronology.KeyDate) ([]int64, error) {
	mentioning, err := t.Telling(0, d.Date, mentionSample)
	if err != nil {
		return nil, err
	}
	if d.Stories == 0 {
		return mentioning[:min(len(mentioning), 3)], nil
	}
	own, err := t.Sample(0, d.Date, d.Date, daySample)
	if err != nil || d.Fresh == 0 {
		return own, err
	}
	soon := chronology.AddDays(d.Date, 1)
	next, err := t.Sample(0, soon, soon, daySample)
	for _, id := range mentioning {
		if slices.Contains(next, id) && !slices.Contains(own, id) {
			own = append(own, id)
		}
	}
	return own, err
}
