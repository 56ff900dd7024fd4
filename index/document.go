package index

import "time"

// Document is what is indexed of one story, the root of its same_as pair.
type Document struct {
	// ID is the story's id, and the document's.
	ID int64
	// Title is the story's own headline.
	Title string
	// Headlines are the other headlines of its clusters and its own older
	// ones. A phrase never spans two. What equals the title may be left out.
	Headlines []string
	// Text is the plain text of summary, content and page.
	Text string

	Publisher string // name
	Site      string // host, as store.Site has it
	Language  string // BCP 47; empty if not known

	Feeds []int64
	Items []int64
	Tags  []string // the item's and a person's own

	// Published is the effective date; a date known only to the day is the
	// beginning of that day in the archive's zone. Day is its calendar day
	// there, 2026-01-14. Seen and SeenDay are the first sighting's.
	Published time.Time
	Day       string
	Seen      time.Time
	SeenDay   string

	// ClusterSize is the number of stories in its largest cluster,
	// Publishers the number of distinct publishers among them.
	ClusterSize int
	Publishers  int

	// Flags are the values of is: and has:, the latter as "has-text".
	Flags []string
}

// Mark is the last change of the store's log that the index holds.
type Mark struct {
	Seq   int64
	Nonce int64
}
