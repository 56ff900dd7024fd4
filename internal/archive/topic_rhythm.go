package archive

import (
	"context"
	"slices"
	"time"

	"newsarchive/index"
	"newsarchive/internal/chronology"
	"newsarchive/internal/query"
	"newsarchive/store"
)

// TopicRhythm is a topic with its rhythm, or with the error of its query.
type TopicRhythm struct {
	store.Topic
	chronology.Rhythm
	Err   error        `json:"-"`
	Hints []query.Hint `json:"hints,omitempty"`
	// Archives are those that share the topic, of [Elsewhere].
	Archives []string `json:"archives,omitempty"`
}

// TopicRhythms returns topics with their rhythms, in their order, and how many
// stories are not yet indexed. Err is the error of a query that is no longer
// valid.
func (a *Archive) TopicRhythms(ctx context.Context, topics []store.Topic) (all []TopicRhythm, notIndexed int, err error) {
	all = make([]TopicRhythm, len(topics))
	if len(topics) == 0 {
		return all, 0, nil
	}
	queries := []*query.Query{{Root: query.All{}, Zone: a.Zone()}}
	var valid []int
	for i, t := range topics {
		all[i].Topic = t
		q, err := a.parse(ctx, Question{Text: t.Query})
		if err != nil {
			all[i].Err = err
			continue
		}
		all[i].Hints = q.Hints
		queries, valid = append(queries, q), append(valid, i)
	}
	var found []index.Rhythm
	notIndexed, err = a.read(ctx, nil, func(v *index.View) (err error) {
		found, err = v.Rhythms(a.names(ctx), queries, chronology.Weeks(a.today()))
		return err
	})
	if err != nil {
		return nil, 0, err
	}
	var ends []int64
	for _, f := range found[1:] {
		ends = append(ends, f.First, f.Last)
	}
	days, err := a.daysOf(ctx, ends)
	if err != nil {
		return nil, 0, err
	}
	everything := found[0].Periods
	for n, i := range valid {
		f := found[n+1]
		all[i].Err = f.Err
		all[i].Rhythm = chronology.Rhythm{
			Stories: int(f.Total), Weeks: f.Periods, First: days[f.First], Last: days[f.Last],
		}
		if age := chronology.AgeInWeeks(days[f.First], a.today()); f.Err == nil {
			all[i].Judge(everything, age)
		}
	}
	return all, notIndexed, nil
}

// today is the current day of the archive's zone.
func (a *Archive) today() string { return a.now().In(a.Zone()).Format(time.DateOnly) }

func (a *Archive) daysOf(ctx context.Context, stories []int64) (map[int64]string, error) {
	days := map[int64]string{}
	slices.Sort(stories)
	found, err := a.store.Stories(ctx, slices.Compact(stories))
	for _, st := range found {
		days[st.ID] = st.Effective.In(a.Zone())
	}
	return days, err
}
