package news

import (
	"slices"
	"time"
)

// Entry is what the index contains of one story: the story itself, those that
// are the same as it, and what its items say about it. All of it is plain
// text.
type Entry struct {
	ID        int64
	Title     string   // the story's own headline
	Headlines []string // the other headlines of its clusters, and its own older ones
	Text      string   // what its items say
	PageText  string   // what its page says, now and, where that differs, before
	Publisher string   // name
	Site      string   // host, as [Site] has it
	Authors   []string // names; several may be in one, separated by commas
	Links     []string // its addresses, normalised; none of Google News
	Keys      []string // by what it is known in any archive: gnews:TOKEN, addresses; only where entries are read for other people
	Language  string   // BCP 47; empty if not known
	Feeds     []int64
	Items     []int64
	Chain     int64    // the latest of its items' chains
	Tags      []string // of its items, and your own

	Published time.Time // the first instant of the effective date
	Day       string    // that date's day, 2026-01-14, in the archive's zone
	Seen      time.Time // when it was first seen
	SeenDay   string

	// Changed is when any of these fields last changed, if that was after Seen. An
	// earlier state is only in the past; see the store's AsOf.
	Changed    time.Time
	ChangedDay string

	ClusterSize int // stories that the largest of its items ever linked
	Publishers  int // distinct publishers of such an item

	// Flags are lead, edited, unresolved (only Google's addresses are known),
	// undated, dup (another story is the same), retold (an item had another text
	// before), has-text (its page's text is known), paywalled (its page is not
	// free), has-image, has-enclosure and has-revisions.
	Flags []string
}

// Size returns how many bytes of text are indexed of the entry: about what
// reading, cutting and writing it costs.
func (e *Entry) Size() int {
	n := len(e.Title) + len(e.Text) + len(e.PageText)
	for _, list := range [][]string{e.Headlines, e.Authors, e.Links, e.Tags} {
		for _, s := range list {
			n += len(s)
		}
	}
	return n
}

// AddFlag adds a flag if holds is true.
func (e *Entry) AddFlag(name string, holds bool) {
	if holds {
		e.Flags = appendNew(e.Flags, name)
	}
}

// appendNew appends a value unless the slice contains it.
func appendNew(all []string, value string) []string {
	if slices.Contains(all, value) {
		return all
	}
	return append(all, value)
}
