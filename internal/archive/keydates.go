package archive

import (
	"context"
	"time"

	"newsarchive/index"
	"newsarchive/internal/query"
	"newsarchive/store"
)

// KeyDates are the days on which a topic turned.
type KeyDates struct {
	Query string    `json:"query"`
	Total int64     `json:"total"` // stories of the query
	Dates []KeyDate `json:"dates"` // in their order

	NotIndexed int           `json:"not_indexed,omitempty"` // see [Answer]
	Hints      []query.Hint  `json:"-"`
	Took       time.Duration `json:"-"`
}

// KeyDate is one of them, and why it was chosen.
type KeyDate struct {
	Date      string        `json:"date"`
	Headlines []store.Story `json:"headlines"` // one or two that say what happened
	Score     float64       `json:"score"`     // comparable within one answer
	Stories   int64         `json:"stories"`   // of the day
	// Usual is how many the days around it have, and Surprise how unlikely
	// so many more are, in standard deviations.
	Usual    float64 `json:"usual"`
	Surprise float64 `json:"surprise"`
	// Fresh are the sentences of the day's and the next two days' stories
	// that speak of it; Later those of stories that are younger, of how many
	// days.
	Fresh     int64 `json:"fresh_mentions"`
	Later     int64 `json:"later_mentions"`
	LaterDays int64 `json:"later_days"`
	// Begins is how much of what later headlines say begins on the day: the
	// uses, within a month and beyond the expected, of words new to it.
	Begins     float64 `json:"begins"`
	Publishers int     `json:"publishers"` // among the stories looked at
	ChainDays  int     `json:"chain_days"` // how long the longest chain goes on that began then
	Find       string  `json:"find"`       // the query that finds the day's stories
}

// KeyDates finds the days on which a topic turned: n of them, or with n 0 as
// many as stand out.
func (a *Archive) KeyDates(ctx context.Context, o SearchOptions, n int) (KeyDates, error) {
	began := time.Now()
	a, done, err := a.asOf(ctx, o)
	if err != nil {
		return KeyDates{}, err
	}
	defer done()
	past, err := a.past(ctx)
	if err != nil {
		return KeyDates{}, err
	}
	q, err := a.parse(ctx, o)
	if err != nil {
		return KeyDates{}, err
	}
	k := turning{archive: a, asked: grouped(q.Root), wanted: n, days: map[string]*KeyDate{}, chosen: []KeyDate{}}
	r := index.Request{Query: q, Names: a.names(ctx), Past: past}
	behind, err := a.timeline(ctx, o.Progress, []index.Request{r}, func(t *index.Timeline) error { return k.find(ctx, t) })
	if err != nil {
		return KeyDates{}, placed(err, q)
	}
	return KeyDates{Query: o.Text, Total: k.total, Dates: k.chosen, NotIndexed: behind, Hints: q.Hints, Took: time.Since(began)}, nil
}

// turning finds the key dates of one topic.
type turning struct {
	archive *Archive
	asked   string
	wanted  int
	total   int64
	counts  []index.DayCount
	days    map[string]*KeyDate // every day that may be one
	chosen  []KeyDate
}

// How far a day that has no story may lie before the first one, in days, and
// what part of all stories must then speak of it.
const (
	reachBack  = 366
	toldByPart = 0.05
)

func (k *turning) find(ctx context.Context, t *index.Timeline) error {
	k.counts = t.Days(0)
	if len(k.counts) == 0 {
		return nil
	}
	for _, c := range k.counts {
		k.total += c.Stories
		k.days[c.Day] = &KeyDate{Date: c.Day, Stories: c.Stories}
	}
	if err := k.mentions(t); err != nil {
		return err
	}
	if err := k.chains(t); err != nil {
		return err
	}
	if err := k.begins(ctx, t); err != nil {
		return err
	}
	k.weigh()
	best := k.apart(k.best(), max(4*k.wanted, 4*mostAuto))
	if err := k.describe(ctx, t, best); err != nil {
		return err
	}
	k.choose(best)
	return nil
}

// mentions counts how the topic's stories speak of days, those without a
// story of their own too.
func (k *turning) mentions(t *index.Timeline) error {
	first, last := k.counts[0].Day, k.counts[len(k.counts)-1].Day
	from := civilDay(first).AddDate(0, 0, -reachBack).Format(time.DateOnly)
	all, err := t.Mentions(0, from, last)
	if err != nil {
		return err
	}
	for _, m := range all {
		if m.Day < first && float64(m.LaterStories) < max(toldByPart*float64(k.total), 2) {
			continue
		}
		d := k.days[m.Day]
		if d == nil {
			d = &KeyDate{Date: m.Day}
			k.days[m.Day] = d
		}
		d.Fresh, d.Later, d.LaterDays = m.Near, m.Later, m.LaterDays
	}
	return nil
}

// chains notes how long the chains go on that began on a day.
func (k *turning) chains(t *index.Timeline) error {
	chains, err := t.Chains(0)
	for _, c := range chains {
		if d := k.days[c.First]; d != nil {
			d.ChainDays = max(d.ChainDays, int(civilDay(c.Last).Sub(civilDay(c.First)).Hours()/24))
		}
	}
	return err
}
