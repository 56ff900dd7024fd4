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
// stand out. Of a question with Since or Until, they lie within these dates as
// its stories do.
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
	key.NotIndexed, err = a.timeline(ctx, progress, []index.Request{r}, func(_ *index.View, t *index.Timeline) error {
		e := chronology.Evidence{Zone: a.Zone()}
		if e.Since, err = a.since(ctx, o); err != nil {
			return err
		}
		if err := a.gather(ctx, t, &e); err != nil || len(e.Counts) == 0 {
			return err
		}
		key.Total = chronology.Total(e.Counts)
		days := chronology.Candidates(e, chronology.StandardWeights(), n)
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

// since returns the first day of what a question asks about; empty: it is open.
func (a *Archive) since(ctx context.Context, o Question) (string, error) {
	within, _, err := query.Within(o.Since, "", a.reading(ctx, o))
	if r, ok := within.(query.DateRange); ok {
		return r.FirstDay, err
	}
	return "", err
}

// gather reads the evidence about a topic's days from the index.
func (a *Archive) gather(ctx context.Context, t *index.Timeline, e *chronology.Evidence) error {
	if e.Counts = counts(t.Days(0)); len(e.Counts) == 0 {
		return nil
	}
	mentions, err := t.Mentions(0, e.From(), e.Until())
	if err != nil {
		return err
	}
	for _, m := range mentions {
		e.Mentions = append(e.Mentions, chronology.Mention(m))
	}
	chains, err := t.Chains(0)
	if err != nil {
		return err
	}
	for _, c := range chains {
		e.Chains = append(e.Chains, chronology.Span{First: c.First, Last: c.Last})
	}
	first, last := firstAndLast(*e)
	ids, err := t.Sample(0, first, last, topicSample)
	if err != nil {
		return err
	}
	e.Headlines, err = a.store.Headlines(ctx, ids)
	return err
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
	if err != nil || d.Mentions == d.Before+d.Later { // none of these days
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
