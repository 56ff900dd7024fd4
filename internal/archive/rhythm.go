package archive

import (
	"context"
	"slices"
	"time"

	"newsarchive/index"
	"newsarchive/internal/query"
	"newsarchive/store"
)

// A topic's rhythm is told by weeks of seven days, the last of which ends
// today.
const (
	weeksJudged = 26 // how far back a topic's own base reaches
	leastBase   = 3  // weeks that a base needs
)

// State is what is remarkable about a topic this week, against its own base.
type State string

// The states.
const (
	StateNone   State = ""
	StateWakes  State = "wakes"  // after weeks of silence, more than twice as many as ever in its base
	StateBursts State = "bursts" // far more than usual, and more than in any week of the base
	StateQuiet  State = "quiet"  // far less than usual
)

// Rhythm tells how the stories of a topic lie in time.
type Rhythm struct {
	Stories int     `json:"stories"`
	Weeks   []int64 `json:"weeks"` // stories of each of the last 26 weeks, the oldest first
	Week    int     `json:"this_week"`
	Usual   float64 `json:"usual"` // stories of a week, the mean of its base
	State   State   `json:"state,omitempty"`
	First   string  `json:"first,omitempty"` // day
	Last    string  `json:"last,omitempty"`
}

// TopicRhythm is a topic with its rhythm, or what is wrong with its query.
type TopicRhythm struct {
	store.Topic
	Rhythm
	Err   error        `json:"-"`
	Hints []query.Hint `json:"-"`
}

// TopicRhythms returns topics with their rhythms, in their order, and how many
// stories are not yet indexed. A query that is not valid any more is told in
// Err.
func (a *Archive) TopicRhythms(ctx context.Context, topics []store.Topic) (all []TopicRhythm, notIndexed int, err error) {
	all = make([]TopicRhythm, len(topics))
	if len(topics) == 0 {
		return all, 0, nil
	}
	queries := []*query.Query{{Root: query.All{}, Zone: a.Zone()}}
	var valid []int
	for i, t := range topics {
		all[i].Topic = t
		q, err := a.parse(ctx, SearchOptions{Text: t.Query})
		if err != nil {
			all[i].Err = err
			continue
		}
		all[i].Hints = q.Hints
		queries, valid = append(queries, q), append(valid, i)
	}
	var found []index.Rhythm
	notIndexed, err = a.read(ctx, nil, func(v *index.View) (err error) {
		found, err = v.Rhythms(a.names(ctx), queries, a.weeks())
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
		all[i].Rhythm = Rhythm{
			Stories: int(f.Total), Weeks: f.Periods, First: days[f.First], Last: days[f.Last],
		}
		if age := a.ageInWeeks(days[f.First]); f.Err == nil {
			all[i].judge(everything, age)
		}
	}
	return all, notIndexed, nil
}

// weeks returns the days of each week that is judged, the oldest first.
func (a *Archive) weeks() [][]string {
	weeks := make([][]string, weeksJudged)
	y, m, d := a.now().In(a.Zone()).Date()
	for i := range weeks {
		for k := range 7 {
			back := (weeksJudged-1-i)*7 + 6 - k
			weeks[i] = append(weeks[i], time.Date(y, m, d-back, 0, 0, 0, 0, time.UTC).Format(time.DateOnly))
		}
	}
	return weeks
}

// ageInWeeks is how many of the weeks before this one a topic has existed.
func (a *Archive) ageInWeeks(first string) int {
	y, m, d := a.now().In(a.Zone()).Date()
	t, err := time.Parse(time.DateOnly, first)
	if err != nil {
		return 0
	}
	days := int(time.Date(y, m, d, 0, 0, 0, 0, time.UTC).Sub(t).Hours() / 24)
	return max(0, days/7)
}

func (a *Archive) daysOf(ctx context.Context, stories []int64) (map[int64]string, error) {
	days := map[int64]string{}
	slices.Sort(stories)
	found, err := a.Stories(ctx, slices.Compact(stories))
	for _, st := range found {
		days[st.ID] = st.Effective.In(a.Zone())
	}
	return days, err
}
