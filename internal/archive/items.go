package archive

import (
	"context"
	"iter"

	"newsarchive/internal/news"

	"newsarchive/store"
)

// Items returns the items that the filter chooses, as [store.Store.Items]
// does.
func (a *Archive) Items(ctx context.Context, f store.ItemFilter) iter.Seq2[news.Item, error] {
	return a.store.Items(ctx, f)
}

// Export returns the items that the filter chooses with all that a faithful
// copy needs, as [store.Store.Export] does.
func (a *Archive) Export(ctx context.Context, f store.ItemFilter) iter.Seq2[news.Item, error] {
	return a.store.Export(ctx, f)
}

// ItemsByID returns the items with these ids, in their order. Missing ones are
// left out.
func (a *Archive) ItemsByID(ctx context.Context, ids []int64) ([]news.Item, error) {
	return a.store.ItemsByID(ctx, ids)
}

// Revisions returns the earlier values of fields of items.
func (a *Archive) Revisions(ctx context.Context, items []int64) ([]news.Revision, error) {
	return a.store.Revisions(ctx, items)
}
