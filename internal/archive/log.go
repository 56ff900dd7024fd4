package archive

import (
	"context"
	"fmt"
	"time"

	"newsarchive/internal/query"
	"newsarchive/store"
)

// LogOptions say which history is wanted; the zero value means that of the whole
// archive.
type LogOptions struct {
	Story int64 // of a story and the items that link it
	Item  int64 // of an item and its chain
	Feed  int64
	// Since and Until are dates as a person types them, the second included.
	Since, Until string
	TimeZone     *time.Location // of clock times in these; nil: the archive's
	Limit        int            // the newest N; 0: all
}

// Log returns what happened, the newest first. The error wraps
// [store.ErrNotFound] when there is no such story or item, and is a
// *[query.Error] when a date is not valid.
func (a *Archive) Log(ctx context.Context, o LogOptions) ([]store.Event, error) {
	f := store.EventFilter{Feed: o.Feed, Limit: o.Limit}
	within, _, err := query.Within(o.Since, o.Until, query.Options{Zone: a.Zone(), ClockZone: o.TimeZone, Now: a.now()})
	if err != nil {
		return nil, err
	}
	if span, ok := within.(query.DateRange); ok {
		f.Since, f.Until = span.From, span.To
	}
	switch {
	case o.Story != 0:
		root, err := a.store.Root(ctx, o.Story)
		if err != nil {
			return nil, err
		}
		f.Stories, err = a.store.SameStories(ctx, root)
		if err != nil {
			return nil, err
		}
		f.Items, err = a.store.ItemIDs(ctx, store.ItemFilter{Stories: []int64{root}})
		if err != nil {
			return nil, err
		}
	case o.Item != 0:
		items, err := a.store.ItemsByID(ctx, []int64{o.Item})
		if err != nil {
			return nil, err
		}
		if len(items) == 0 {
			return nil, fmt.Errorf("item %d: %w", o.Item, store.ErrNotFound)
		}
		f.Items, err = a.store.ItemIDs(ctx, store.ItemFilter{Chain: items[0].Chain})
		if err != nil {
			return nil, err
		}
	}
	return a.store.Log(ctx, f)
}
