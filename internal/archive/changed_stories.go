package archive

import (
	"context"
	"errors"

	"newsarchive/internal/news"
	"newsarchive/store"
)

// ChangedStory is a story that is new or has changed.
type ChangedStory struct {
	ID int64 `json:"id"`
	// Story is what it is now, without its text. It is left out if the story is
	// gone, or was joined to another.
	Story *news.Story `json:"story,omitempty"`
	// SameAs is the story that it was joined to.
	SameAs int64 `json:"same_as,omitempty"`
}

// StoryChanges are the stories of a part of the change log.
type StoryChanges struct {
	Changes []ChangedStory
	Last    news.Mark // the last change of the part
	More    bool      // changes that follow
}

// ChangedStories returns the stories of up to limit changes after a mark, each
// once, in the order of their last change there. A change is whatever a search
// could notice: a new story, another headline or text, a tag, an item that links
// it. Marks are none. The error is [store.ErrUnknownMark] if the mark is not of
// this archive's history.
func (a *Archive) ChangedStories(ctx context.Context, after news.Mark, limit int) (part StoryChanges, err error) {
	changes, err := a.store.ChangesAfter(ctx, after, limit+1)
	if err != nil {
		return part, err
	}
	if part.More = len(changes) > limit; part.More {
		changes = changes[:limit]
	}
	part.Last, part.Changes = after, []ChangedStory{}
	last := map[int64]int64{}
	for _, c := range changes {
		part.Last, last[c.Story] = c.Mark, c.Seq
	}
	for _, c := range changes {
		if last[c.Story] != c.Seq {
			continue
		}
		one := ChangedStory{ID: c.Story}
		root, err := a.store.Root(ctx, c.Story)
		switch {
		case errors.Is(err, store.ErrNotFound):
		case err != nil:
			return part, err
		case root != c.Story:
			one.SameAs = root
		default:
			stories, err := a.store.Stories(ctx, []int64{root})
			if err != nil {
				return part, err
			}
			for i := range stories {
				stories[i].Text = ""
				one.Story = &stories[i]
			}
		}
		part.Changes = append(part.Changes, one)
	}
	return part, nil
}
