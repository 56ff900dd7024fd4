package archive

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"newsarchive/internal/news"
	"newsarchive/internal/opensearch"
	"newsarchive/store"
)

// elsewhereRounds is how often the stories beside those of an event are looked for: what
// is one by way of several others is found step by step.
const elsewhereRounds = 4

// EventOf returns the event of a story of an archive: the stories of its items and
// chains, and the same ones of other archives with theirs. Numbers are those of the
// archive that had a story first. It knows no feeds, leads and fetches. The error wraps
// [store.ErrNotFound].
func (e *Elsewhere) EventOf(ctx context.Context, archive string, id int64) (event Event, err error) {
	defer func() { err = elsewhereError(ctx, err) }()
	asked, err := e.ask(ctx)
	if err != nil {
		return event, err
	}
	same, err := storyElsewhere(ctx, asked, archive, id)
	if err != nil {
		return event, err
	}
	all := same
	for range elsewhereRounds {
		beside, err := asked.Beside(ctx, all)
		if err != nil {
			return event, err
		}
		before := len(all)
		for _, h := range beside {
			if !slices.ContainsFunc(all, func(o opensearch.Hit) bool { return o.Archive == h.Archive && o.Story == h.Story }) {
				all = append(all, h)
			}
		}
		if len(all) == before {
			break
		}
	}
	event.Cut = len(all) >= maxEventStories
	shown, err := asked.Show(ctx, all[:min(len(all), maxEventStories)])
	if err != nil {
		return event, err
	}
	event.Number, event.Story = same[0].Story, same[0].Story
	if e.fill(&event, all, shown); event.Total == 0 {
		return event, fmt.Errorf("the stories were removed meanwhile: %w", store.ErrNotFound)
	}
	event.First, event.Last = event.Stories[0].Seen, event.Stories[event.Total-1].Seen
	event.chooseHeadline()
	return event, nil
}

// fill makes stories of documents: those that share a key are one.
func (e *Elsewhere) fill(event *Event, hits []opensearch.Hit, shown []opensearch.Shown) {
	first := joined(len(shown), func(i int) (names []string) {
		for _, key := range hits[i].Keys {
			names = append(names, numbered("key", "", key))
		}
		return names
	})
	at := map[int]int{}
	for i, doc := range shown {
		if doc.Title == "" && doc.Day == "" {
			continue // it was removed meanwhile
		}
		place, there := at[first[i]]
		if !there {
			place, at[first[i]] = len(event.Stories), len(event.Stories)
			event.Stories = append(event.Stories, EventStory{})
		}
		s := &event.Stories[place]
		if len(s.Archives) == 0 || hits[i].Seen.Before(s.Seen) {
			s.Story, s.Seen = elsewhereStory(hits[i], doc, e.Zone()), hits[i].Seen
		}
		s.Archives = append(s.Archives, Holding{hits[i].Archive, hits[i].Story, hits[i].Seen})
	}
	slices.SortStableFunc(event.Stories, func(a, b EventStory) int { return a.Seen.Compare(b.Seen) })
	event.Total = len(event.Stories)
	event.Chains, event.Feeds, event.Leads = []int64{}, []string{}, []store.Lead{}
	for i := range event.Stories {
		event.Stories[i].Feeds = []string{}
		slices.SortStableFunc(event.Stories[i].Archives, func(a, b Holding) int { return a.Seen.Compare(b.Seen) })
	}
	e.count(event)
}

// count counts the stories of an event by publisher and day, and how late each was.
func (e *Elsewhere) count(event *Event) {
	days := map[string]int{}
	for i := range event.Stories {
		s := &event.Stories[i]
		s.Delay.Delay, s.First = news.Seconds(s.Seen.Sub(event.Stories[0].Seen)), i == 0
		days[s.Effective.In(e.Zone())]++
		event.addPublisher(*s)
	}
	for day, n := range days {
		event.Days = append(event.Days, store.Value{Value: day, Count: n})
	}
	slices.SortFunc(event.Days, func(a, b store.Value) int { return cmp.Compare(a.Value, b.Value) })
}
