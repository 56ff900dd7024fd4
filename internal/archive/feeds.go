package archive

import (
	"context"

	"newsarchive/store"
)

// Feeds returns every feed with its state, the followed ones first, by label.
// A private address is in the form that is shown.
func (a *Archive) Feeds(ctx context.Context) ([]store.Feed, error) { return a.store.Feeds(ctx) }

// Unfollow stops following a feed and keeps what it brought.
func (a *Archive) Unfollow(ctx context.Context, id int64) error { return a.store.Unfollow(ctx, id) }

// Faults returns what of a feed could not be used, as [store.Store.Faults]
// does.
func (a *Archive) Faults(ctx context.Context, feed int64, most int) (all []store.KeptFault, err error) {
	return a.store.Faults(ctx, feed, most)
}
