package news

import (
	"slices"
	"time"
)

// Entry is what the index holds of one story: the story itself, those that
// are the same as it, and what its items say about it. It is all plain text.
type Entry struct {
	ID        int64
	Title     string   // the story's own headline
	Headlines []string // the other headlines of its clusters, and its own older ones
	Text      string   // what its items and its page say
	Publisher string   // name
	Site      string   // host, as [Site] has it
	Authors   []string // names; several in one, by commas, where the feed said no more
	Links     []string // its addresses, normalised; none of Google News
	Language  string   // BCP 47; empty if not known
	Feeds     []int64
	Items     []int64
	Chain     int64    // the latest of its items' chains
	Tags      []string // of its items, and your own

	Published time.Time // the first instant of the effective date
	Day       string    // that date's day, 2026-01-14, in the archive's zone
	Seen      time.Time // when it was first seen
	SeenDay   string

	// Changed is when anything that stands here last changed, if that came
	// after Seen: the story as it was before is in the past only.
	Changed    time.Time
	ChangedDay string

	ClusterSize int // stories that the largest of its items ever linked
	Publishers  int // distinct publishers of such an item

	// Flags are lead, edited, unresolved, undated and dup (another story
	// proved to be the same), retold (an item once said something else about
	// it), and has-text, has-image, has-enclosure and has-revisions.
	Flags []string
}

// AddFlag sets a flag when it holds.
func (e *Entry) AddFlag(name string, holds bool) {
	if holds {
		e.Flags = appendNew(e.Flags, name)
	}
}

// appendNew appends a value that is not there yet.
func appendNew(all []string, value string) []string {
	if slices.Contains(all, value) {
		return all
	}
	return append(all, value)
}
