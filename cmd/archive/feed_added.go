package main

import (
	"errors"
	"fmt"
	"time"

	"newsarchive/internal/archive"
	"newsarchive/internal/news"
	"newsarchive/internal/plain"
	"newsarchive/internal/private"
)

// followed notes on stderr what was followed: where it was found, how many items
// it has, and the newest of them.
func (a *app) followed(ar *archive.Archive, found archive.Found, done archive.FollowedFeed) {
	f := done.Feed
	if !done.Added {
		a.note("already following feed %d: %s (%s)", f.ID, f.Label(), f.URL)
		return
	}
	name := f.Label()
	if f.Name != "" && f.Title != "" {
		name += " (" + f.Title + ")"
	}
	a.note("following feed %d: %s", f.ID, name)
	if found.Page != "" {
		a.note("         its address is %s, found by %s", f.URL, private.Bare(found.Page))
	}
	if done.Withheld {
		a.note(`         it is on another server than what you typed, which gets none of the headers and`)
		a.note(`         credentials that you gave: "archive feed set %d" gives them to it`, f.ID)
	}
	switch {
	case errors.Is(done.Err, archive.ErrRunning):
		a.note(`         another command is at work; "archive sync" fetches it`)
	case done.Err != nil:
		a.note("         %v", done.Err)
	}
	a.keptItems(f.State.Items - done.Saved.Items)
	if n := done.Saved.Skipped; n > 0 {
		a.note("         %s left out by its rules", plural(n, "item is", "items are"))
	}
	if done.Saved.Items > 0 {
		a.note("         %s; the newest:", plural(done.Saved.Items, "item", "items"))
	} else if done.Err == nil {
		a.note("         it has no items yet")
	}
	for _, item := range done.Newest {
		a.note("         %s", newestLine(item, ar.Zone()))
	}
}

// newestLine is an item on one line: its day and its title.
func newestLine(item news.Item, zone *time.Location) string {
	title := plain.Line(item.Title)
	if title == "" {
		title = item.Link
	}
	if item.Published.IsZero() {
		return title
	}
	day := item.Published.String()
	if !item.Published.DayOnly {
		day = item.Published.Time.In(zone).Format(time.DateOnly)
	}
	return fmt.Sprintf("%s  %s", day, title)
}

// keptItems notes that a feed had items before it was followed.
func (a *app) keptItems(items int) {
	if items > 0 {
		a.note("%s kept", plural(items, "imported item is", "imported items are"))
	}
}
