package archive

import (
	"context"
	"fmt"
	"slices"
	"time"

	"newsarchive/internal/news"

	"newsarchive/store"
)

// maxEventChains is the maximum number of chains of an event.
const maxEventChains = 200

// Event is one event across all feeds: its chains, joined where chains of
// different feeds share stories.
type Event struct {
	Story      int64        `json:"story"` // the one asked for, or its root
	Chains     []int64      `json:"chains"`
	Feeds      []string     `json:"feeds"` // their labels, the first to carry the event first
	Publishers []Publisher  `json:"publishers"`
	First      time.Time    `json:"first_seen"` // of its first story
	Last       time.Time    `json:"last_seen"`  // the first sighting of its last story
	Stories    []EventStory `json:"stories"`
	Leads      []store.Lead `json:"leads"`
	// Days counts the stories by effective date.
	Days []store.Value `json:"days"`
	// Cut says that more than maxEventChains chains belong to the event.
	Cut bool `json:"cut,omitempty"`
}

// EventStory is a story of an event.
type EventStory struct {
	news.Story
	Feeds []string `json:"feeds"`
	Delay
}

// Publisher is how a publisher took part in an event.
type Publisher struct {
	Name    string `json:"publisher"`
	Stories int    `json:"stories"`
	First   int64  `json:"first_story"`
	Delay
}

// Delay is how long after the first story of its event a story was seen. What
// one fetch sees appeared at some time since the fetch before, so the true delay
// lies between Least and Most. If Least is negative, the story may itself have
// been the first. Known is false if the fetch before is not known.
type Delay struct {
	Seen  time.Time    `json:"seen"`
	Delay news.Seconds `json:"delay"`
	Least news.Seconds `json:"delay_least"`
	Most  news.Seconds `json:"delay_most"`
	Known bool         `json:"delay_known"`
}

// Event finds the event that a story belongs to. The error wraps
// [store.ErrNotFound] when there is no such story.
func (a *Archive) Event(ctx context.Context, story int64) (Event, error) {
	root, err := a.store.Root(ctx, story)
	if err != nil {
		return Event{}, err
	}
	of, err := a.store.EventChains(ctx, root, maxEventChains)
	if err != nil {
		return Event{}, err
	}
	e := Event{Story: root, Chains: of.IDs, Cut: of.Cut}
	sightings, err := a.store.Sightings(ctx, of.IDs)
	if err != nil {
		return Event{}, err
	}
	if len(sightings) == 0 {
		return Event{}, fmt.Errorf("no item links story %d: %w", story, store.ErrNotFound)
	}
	stories, err := a.store.Stories(ctx, of.Stories)
	if err != nil {
		return Event{}, err
	}
	e.order(stories, sightings)
	if e.Days, err = a.store.Facet(ctx, of.Stories, "day", len(of.Stories)); err != nil {
		return Event{}, err
	}
	e.Leads, err = a.store.Leads(ctx, of.IDs)
	return e, err
}

// order sorts the stories by when they were first seen and computes how far
// behind the first each was.
func (e *Event) order(stories []news.Story, sightings []store.Sighting) {
	first := sightings[0]
	earliest := map[int64]store.Sighting{}
	feeds := map[int64][]string{}
	for _, s := range sightings {
		if _, known := earliest[s.Story]; !known {
			earliest[s.Story] = s
		}
		if !slices.Contains(feeds[s.Story], s.Label) {
			feeds[s.Story] = append(feeds[s.Story], s.Label)
		}
		if !slices.Contains(e.Feeds, s.Label) {
			e.Feeds = append(e.Feeds, s.Label)
		}
	}
	e.First = first.At
	for _, st := range stories {
		st.Text = ""
		d := delay(first, earliest[st.ID])
		e.Stories = append(e.Stories, EventStory{st, feeds[st.ID], d})
		e.Last = d.Seen
		i := slices.IndexFunc(e.Publishers, func(p Publisher) bool { return p.Name == st.Publisher })
		switch {
		case st.Publisher == "":
		case i < 0:
			e.Publishers = append(e.Publishers, Publisher{st.Publisher, 1, st.ID, d})
		default:
			e.Publishers[i].Stories++
		}
	}
}

// delay computes how far a sighting is behind the first one.
func delay(first, s store.Sighting) Delay {
	d := Delay{Seen: s.At, Delay: news.Seconds(s.At.Sub(first.At)), Known: !first.Before.IsZero() && !s.Before.IsZero()}
	if s.Story == first.Story {
		d.Known = !first.Before.IsZero()
		return d
	}
	if d.Known {
		d.Least, d.Most = news.Seconds(s.Before.Sub(first.At)), news.Seconds(s.At.Sub(first.Before))
	}
	return d
}
