package archive

import (
	"context"
	"fmt"

	"newsarchive/internal/news"

	"newsarchive/internal/query"
	"newsarchive/store"
)

// Tagging says which tags to add to which stories, and which to remove.
type Tagging struct {
	Add, Remove []string
	Stories     []int64  // these
	Question             // without Stories: every story that this finds
	Progress    Progress // of building an index that is missing or damaged
}

// Tagged is what a tagging did.
type Tagged struct {
	Stories int `json:"stories"` // that were chosen
	Changed int `json:"changed"` // whose tags changed
	// NotIndexed is how many stories are not yet indexed.
	NotIndexed int          `json:"not_indexed,omitempty"`
	Hints      []query.Hint `json:"hints,omitempty"`
}

// Tag changes the tags of stories and updates the index. The error
// wraps [store.ErrNotFound] when one of the stories is not there; then no
// story is changed.
func (a *Archive) Tag(ctx context.Context, t Tagging) (done Tagged, err error) {
	ids := t.Stories
	if ids == nil {
		m, err := a.Matching(ctx, t.Question, t.Progress)
		if err != nil {
			return done, err
		}
		ids, done.Hints, done.NotIndexed = m.Stories, m.Hints, m.NotIndexed
	} else if there, err := a.store.Stories(ctx, ids); err != nil {
		return done, err
	} else if gone := absent(ids, there); len(gone) > 0 {
		return done, fmt.Errorf("story %d: %w", gone[0], store.ErrNotFound)
	}
	done.Stories = len(ids)
	if done.Changed, err = a.store.Tag(ctx, ids, t.Add, t.Remove, a.now()); err != nil {
		return done, err
	}
	return done, a.updateIndex(ctx, "the tags", t.Progress)
}

// absent returns the ids that have no story.
func absent(ids []int64, stories []news.Story) (gone []int64) {
	there := make(map[int64]bool, len(stories))
	for _, st := range stories {
		there[st.ID] = true
	}
	for _, id := range ids {
		if !there[id] {
			gone = append(gone, id)
		}
	}
	return gone
}
