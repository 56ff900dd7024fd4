package archive

import (
	"context"

	"newsarchive/internal/news"

	"newsarchive/store"
)

// Feeds returns every feed with its state, the followed ones first, by label.
// A private address is in the form that is shown.
func (a *Archive) Feeds(ctx context.Context) ([]news.Feed, error) {
	feeds, err := a.store.Feeds(ctx)
	if err != nil {
		return nil, err
	}
	return feeds, a.nextFetches(ctx, feeds)
}

// Unfollow stops following a feed. Its items and stories are kept.
func (a *Archive) Unfollow(ctx context.Context, id int64) error { return a.store.Unfollow(ctx, id) }

// Faults returns the errors and warnings of a feed, the newest first; with feed
// 0, of all feeds. limit bounds their number; 0: all.
func (a *Archive) Faults(ctx context.Context, feed int64, limit int) ([]store.FaultRecord, error) {
	return a.store.Faults(ctx, feed, limit)
}

// Subscriptions returns the followed feeds, as [store.Store.Subscriptions] does.
func (a *Archive) Subscriptions(ctx context.Context) ([]news.Feed, error) {
	return a.store.Subscriptions(ctx)
}
