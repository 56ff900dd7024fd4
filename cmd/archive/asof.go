package main

import (
	"context"
	"fmt"
	"time"

	"newsarchive/internal/archive"
)

// noStory is the error for a story number that does not exist. As of a
// moment, it says when the story came later.
func noStory(ctx context.Context, ar *archive.Archive, id int64, asOf string, zone *time.Location) error {
	if asOf != "" {
		if stories, err := ar.Stories(ctx, []int64{id}); err == nil && len(stories) > 0 {
			return notYet(fmt.Sprintf("story %d", id), stories[0].FirstSeen, asOf, zone)
		}
	}
	return fmt.Errorf("there is no story %d", id)
}

// noItem is noStory for an item.
func noItem(ctx context.Context, ar *archive.Archive, id int64, asOf string, zone *time.Location) error {
	if asOf != "" {
		if items, err := ar.ItemsByID(ctx, []int64{id}); err == nil && len(items) > 0 {
			return notYet(fmt.Sprintf("item %d", id), items[0].FirstSeen, asOf, zone)
		}
	}
	return fmt.Errorf("there is no item %d", id)
}

// withAsOf opens the archive for reading, as it was at a moment unless that is empty.
// present is the archive as it is now; zone is its own unless another is given.
func (a *app) withAsOf(ctx context.Context, asOf string, zone *time.Location, fn func(ar, present *archive.Archive, zone *time.Location) error) error {
	return a.with(ctx, func(present *archive.Archive) (err error) {
		ar := present
		if asOf != "" {
			if ar, err = present.AsOf(ctx, asOf, zone); err != nil {
				return queryError(err)
			}
			defer ar.Close() //nolint:errcheck // it was only read
		}
		if zone == nil {
			zone = ar.Zone()
		}
		return fn(ar, present, zone)
	})
}

func notYet(what string, seen time.Time, asOf string, zone *time.Location) error {
	return fmt.Errorf("the archive did not know %s as of %s; it first saw it on %s", what, asOf, moment(seen, zone))
}
