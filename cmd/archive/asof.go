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

func notYet(what string, seen time.Time, asOf string, zone *time.Location) error {
	return fmt.Errorf("the archive did not know %s as of %s; it first saw it on %s", what, asOf, moment(seen, zone))
}
