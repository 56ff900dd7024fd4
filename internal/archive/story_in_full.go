package archive

import (
	"context"
	"time"

	"newsarchive/internal/news"
	"newsarchive/store"
)

// StoryInFull is a story with all that is known about it.
type StoryInFull struct {
	Story     news.Story
	SameAs    int64 // the story asked for was joined to this one; else 0
	Items     []news.Item
	Revisions []news.Revision
	StoryText
	Event EventSummary
	Past  bool // as of a date
}

// EventSummary says of which event a story is.
type EventSummary struct {
	Number  int64 `json:"event"`
	Stories int   `json:"stories"`
	// Others are the publishers of its other stories: of up to maxGroupStories.
	Others    []string  `json:"other_publishers,omitempty"`
	FirstSeen time.Time `json:"first_seen"` // of its first story
	FirstBy   string    `json:"first_by,omitempty"`
}

// eventSummary is that of the event of a root.
func (a *Archive) eventSummary(ctx context.Context, story news.Story) (EventSummary, error) {
	events, err := a.store.EventsOf(ctx, []int64{story.ID})
	if err != nil {
		return EventSummary{}, err
	}
	s := searcher{archive: a}
	groups := []Group{{Event: events[story.ID], Stories: []Hit{{Story: story}}}}
	members, err := s.eventsOfGroups(ctx, groups)
	if err != nil {
		return EventSummary{}, err
	}
	addPublishers(groups, members)
	g := groups[0]
	return EventSummary{g.Event, members[g.Event].Total, g.Others, g.FirstSeen, g.FirstBy}, nil
}

// StoryInFull returns a story with its items, what was edited in them, and its
// text. The error wraps [store.ErrNotFound].
func (a *Archive) StoryInFull(ctx context.Context, id int64) (StoryInFull, error) {
	var items []news.Item
	root, err := a.Root(ctx, id)
	if err != nil {
		return StoryInFull{}, err
	}
	for it, err := range a.Items(ctx, store.ItemFilter{Stories: []int64{root}}) {
		if err != nil {
			return StoryInFull{}, err
		}
		items = append(items, it)
	}
	return a.storyIn(ctx, id, root, items)
}

// StoryOfItem returns the lead of an item, in full, with this item only. The
// error wraps [store.ErrNotFound].
func (a *Archive) StoryOfItem(ctx context.Context, item int64) (StoryInFull, error) {
	items, err := a.ItemsByID(ctx, []int64{item})
	if err != nil {
		return StoryInFull{}, err
	}
	if len(items) == 0 || len(items[0].Stories) == 0 {
		return StoryInFull{}, store.ErrNotFound
	}
	id := items[0].Stories[0].ID
	root, err := a.Root(ctx, id)
	if err != nil {
		return StoryInFull{}, err
	}
	return a.storyIn(ctx, id, root, items)
}

func (a *Archive) storyIn(ctx context.Context, id, root int64, items []news.Item) (full StoryInFull, err error) {
	full.Items, full.Past = items, a.present != nil
	if root != id {
		full.SameAs = root
	}
	stories, err := a.Stories(ctx, []int64{root})
	if err != nil {
		return full, err
	}
	if len(stories) == 0 {
		return full, store.ErrNotFound
	}
	full.Story = stories[0]
	ids := make([]int64, len(items))
	for i, it := range items {
		ids[i] = it.ID
	}
	if full.Revisions, err = a.Revisions(ctx, ids); err != nil {
		return full, err
	}
	if full.Event, err = a.eventSummary(ctx, full.Story); err != nil {
		return full, err
	}
	full.StoryText, err = a.storyText(ctx, root)
	return full, err
}
