package archive

import (
	"context"

	"newsarchive/internal/news"

	"newsarchive/store"
)

// Stories returns the stories with these ids, in their order. Missing ones are
// left out.
func (a *Archive) Stories(ctx context.Context, ids []int64) ([]news.Story, error) {
	return a.store.Stories(ctx, ids)
}

// Root returns the story that this one was joined to, or the story itself. The
// error wraps [store.ErrNotFound] when there is no such story.
func (a *Archive) Root(ctx context.Context, story int64) (int64, error) {
	return a.store.Root(ctx, story)
}

// OwnTags returns your own tags and how many stories have each.
func (a *Archive) OwnTags(ctx context.Context) ([]store.TagCount, error) { return a.store.OwnTags(ctx) }

// StoriesFrom returns stories by their numbers, as [store.Store.StoriesFrom] does.
func (a *Archive) StoriesFrom(ctx context.Context, from int64, down bool, limit int) ([]int64, error) {
	return a.store.StoriesFrom(ctx, from, down, limit)
}
