package store

import (
	"cmp"
	"fmt"
	"slices"
	"time"

	"newsarchive/internal/news"
)

const (
	maxPosition = 1 << 20 // far more stories than any feed lists
	maxKey      = 8 << 10 // bytes
)

// repairItem changes an imported item so that the archive can store it, and
// returns a description of each repair. Items made by [Store.Export] stay as
// they are.
func repairItem(it *news.Item) (faults []string) {
	wrong := func(format string, args ...any) { faults = append(faults, fmt.Sprintf(format, args...)) }
	it.Feed.URL = cmp.Or(it.Feed.URL, news.LocalFeed)
	if len(it.Key) > maxKey {
		wrong("a key of %d bytes is dropped", len(it.Key))
		it.Key = ""
	}
	repairTime(&it.FirstSeen)
	repairTime(&it.LastSeen)
	if it.LastSeen.Before(it.FirstSeen) && !it.LastSeen.IsZero() {
		wrong("last_seen lies before first_seen and is set to it")
		it.LastSeen = it.FirstSeen
	}
	it.Revisions = repairRevisions(it.Revisions, false, wrong)
	for i := range it.EarlierPosts {
		repairTime(&it.EarlierPosts[i].Imported)
	}
	if it.Post != nil {
		repairTime(&it.Post.Imported)
	}
	for i := range it.Stories {
		repairStory(&it.Stories[i], it.FirstSeen, wrong)
	}
	return faults
}

func repairStory(st *news.Story, first time.Time, wrong func(string, ...any)) {
	repairTime(&st.FirstSeen)
	repairTime(&st.TextAdded)
	if rank(st.PublishedBy) == rankNone && !st.Published.IsZero() {
		wrong(`published_by is "lead" or "item", not %.40q; the date is treated as the item's`, st.PublishedBy)
		st.PublishedBy = rankName(rankItem)
	}
	st.Keys = slices.DeleteFunc(st.Keys, func(key string) bool {
		ok := key != "" && len(key) <= maxKey
		if !ok {
			wrong("a key of %d bytes is dropped", len(key))
		}
		return !ok
	})
	if st.SameAs != nil {
		repairTime(&st.SameAs.Since)
		if st.SameAs.Key == "" || len(st.SameAs.Key) > maxKey {
			wrong("same_as names no story, and is dropped")
			st.SameAs = nil
		}
	}
	st.EventLinks = repairEventLinks(st.EventLinks, wrong)
	st.Revisions = repairRevisions(st.Revisions, true, wrong)
	repairAppearances(st.Appearances, first, wrong)
	if len(st.Pages) > 0 {
		st.Pages = repairReadings(st.Pages, first, wrong)
	}
}

// repairAppearances sorts the appearances of a story in an item by time and
// removes overlaps. Only the last may be open.
func repairAppearances(appearances []news.Appearance, first time.Time, wrong func(string, ...any)) {
	for i := range appearances {
		y := &appearances[i]
		repairTime(&y.FirstSeen)
		repairTime(&y.Gone)
		if y.FirstSeen.IsZero() {
			y.FirstSeen = first
		}
		if y.Position < 1 || y.Position > maxPosition {
			wrong("invalid position %d", y.Position)
			y.Position = min(max(y.Position, 1), maxPosition)
		}
		if !y.Gone.IsZero() && y.Gone.Before(y.FirstSeen) {
			wrong("an appearance ends before it begins")
			y.Gone = y.FirstSeen
		}
	}
	if !slices.IsSortedFunc(appearances, inTime) {
		wrong("the appearances are out of order")
		slices.SortStableFunc(appearances, inTime)
	}
	for i := range len(appearances) - 1 {
		if y, next := &appearances[i], appearances[i+1]; y.Gone.IsZero() || y.Gone.After(next.FirstSeen) {
			wrong("two appearances overlap; the first ends where the second begins")
			y.Gone = next.FirstSeen
		}
	}
}

// repairRevisions drops revisions of fields that have no revisions.
func repairRevisions(all []news.Revision, story bool, wrong func(string, ...any)) []news.Revision {
	return slices.DeleteFunc(all, func(v news.Revision) bool {
		ok := v.Field == "title"
		if !story {
			ok = slices.Contains([]string{"title", "summary", "content", "published", "link", "author", "image"}, v.Field)
		}
		if !ok {
			wrong("no revisions of the field %.40q exist; they are dropped", v.Field)
		}
		return !ok
	})
}

// repairTime truncates a time to seconds in UTC. Years outside 1 to 9999
// become the zero time.
func repairTime(t *time.Time) {
	*t = t.UTC().Truncate(time.Second)
	if t.Year() < 1 || t.Year() > 9999 {
		*t = time.Time{}
	}
}
