package archive

import (
	"context"
	"fmt"
	"slices"
	"time"

	"newsarchive/internal/event"
	"newsarchive/internal/news"
	"newsarchive/store"
)

// Limits of an event that is shown.
const (
	maxEventStories = 2000 // the latest
	maxEventChains  = 500  // the latest, whose leads are read
)

// Event is one happening as all feeds and publishers tell it.
type Event struct {
	Number     int64        `json:"event"`    // that of its oldest story
	Story      int64        `json:"story"`    // the one asked for, or its root
	Headline   string       `json:"headline"` // of the story that is most like all of them
	Total      int          `json:"total"`    // stories of the event
	Chains     []int64      `json:"chains"`
	Feeds      []string     `json:"feeds"` // their labels, the first to carry the event first
	Publishers []Publisher  `json:"publishers"`
	First      time.Time    `json:"first_seen"` // of its first story
	Last       time.Time    `json:"last_seen"`  // the first sighting of its last story
	Stories    []EventStory `json:"stories"`
	Leads      []store.Lead `json:"leads"`
	// Days counts the stories by effective date.
	Days []store.Value `json:"days"`
	// Cut says that the event has more than the latest maxEventStories stories.
	Cut bool `json:"cut,omitempty"`
}

// EventStory is a story of an event.
type EventStory struct {
	news.Story
	Feeds []string `json:"feeds"`
	Delay
	// Archives are the archives that have the story, of an event of [Elsewhere]: first
	// the one that had it first.
	Archives []Holding `json:"archives,omitempty"`
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
	First bool         `json:"-"` // it is the first story itself
}

// Event finds the event that a number leads to: a story's, or one that an event
// had. The error wraps [store.ErrNotFound] when there is none.
func (a *Archive) Event(ctx context.Context, number int64) (Event, error) {
	oldest, err := a.store.EventNumber(ctx, number)
	if err != nil {
		return Event{}, err
	}
	of, err := a.store.EventStories(ctx, []int64{oldest}, maxEventStories)
	if err != nil {
		return Event{}, err
	}
	e := Event{Number: oldest, Story: oldest, Total: of[oldest].Total, Cut: of[oldest].Total > len(of[oldest].Stories)}
	if root, err := a.store.Root(ctx, number); err == nil {
		e.Story = root
	}
	ids := of[oldest].Stories
	sightings, err := a.store.Sightings(ctx, ids)
	if err != nil {
		return Event{}, err
	}
	if len(sightings) == 0 {
		return Event{}, fmt.Errorf("no item links story %d: %w", e.Story, store.ErrNotFound)
	}
	ids = ids[:0]
	for _, g := range sightings {
		if !slices.Contains(ids, g.Story) {
			ids = append(ids, g.Story)
		}
	}
	stories, err := a.store.Stories(ctx, ids)
	if err != nil {
		return Event{}, err
	}
	e.order(stories, sightings)
	e.chooseHeadline()
	if e.Days, err = a.store.Facet(ctx, ids, "day", len(ids)); err != nil {
		return Event{}, err
	}
	err = a.leadsOf(ctx, &e, ids)
	return e, err
}

// leadsOf adds the chains of an event's stories, and which of the stories led.
func (a *Archive) leadsOf(ctx context.Context, e *Event, ids []int64) error {
	chains, err := a.store.ChainsOf(ctx, ids)
	if err != nil {
		return err
	}
	for _, of := range chains {
		e.Chains = append(e.Chains, of...)
	}
	slices.Sort(e.Chains)
	e.Chains = slices.Compact(e.Chains)
	e.Chains = e.Chains[max(0, len(e.Chains)-maxEventChains):]
	leads, err := a.store.Leads(ctx, e.Chains)
	e.Leads = slices.DeleteFunc(leads, func(l store.Lead) bool { _, ok := chains[l.Story]; return !ok })
	return err
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
		e.Stories = append(e.Stories, EventStory{Story: st, Feeds: feeds[st.ID], Delay: d})
		e.Last = d.Seen
		e.addPublisher(e.Stories[len(e.Stories)-1])
	}
}

// chooseHeadline takes the headline of the story that is most like all of them.
func (e *Event) chooseHeadline() {
	reader, profiles := event.NewReader(), make([]event.Profile, len(e.Stories))
	for i, st := range e.Stories {
		profiles[i] = reader.Read(&event.Story{ID: st.ID, Titles: []string{st.Title}, Language: st.Language})
	}
	if i := event.Central(profiles); i >= 0 {
		e.Headline = e.Stories[i].Title
	}
}

// addPublisher counts a story for its publisher.
func (e *Event) addPublisher(s EventStory) {
	i := slices.IndexFunc(e.Publishers, func(p Publisher) bool { return p.Name == s.Publisher })
	switch {
	case s.Publisher == "":
	case i < 0:
		e.Publishers = append(e.Publishers, Publisher{s.Publisher, 1, s.ID, s.Delay})
	default:
		e.Publishers[i].Stories++
	}
}

// delay computes how far a sighting is behind the first one.
func delay(first, s store.Sighting) Delay {
	d := Delay{Seen: s.At, Delay: news.Seconds(s.At.Sub(first.At)), Known: !first.Before.IsZero() && !s.Before.IsZero(), First: s.Story == first.Story}
	if d.First {
		d.Known = !first.Before.IsZero()
		return d
	}
	if d.Known {
		d.Least, d.Most = news.Seconds(s.Before.Sub(first.At)), news.Seconds(s.At.Sub(first.Before))
	}
	return d
}
