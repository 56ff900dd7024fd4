package news

import "time"

// Item is what a feed said: one entry, known by its feed and its key. A
// Google News item is a cluster and holds several stories, its lead first;
// the item of an ordinary feed holds one.
//
// Parsers return Items with what the source said; the store adds the rest.
// The JSON form is one line of the archive's NDJSON.
type Item struct {
	ID   int64 `json:"id,omitempty"`
	Feed Feed  `json:"feed,omitzero"`

	// As the feed said it. GUID and Link may be empty; Title is HTML: what a
	// feed declares as plain text comes escaped. Related is the second address of a link blog's item: the
	// page it talks about, or the blog's own page about it.
	GUID string `json:"guid,omitempty"`
	// Key is what the item is known by within its feed; only a copy has it.
	Key     string `json:"key,omitempty"`
	Link    string `json:"link,omitempty"`
	Related string `json:"related,omitempty"`
	Title   string `json:"title,omitempty"`

	// Published and Updated are what could be made of the raw texts; they
	// are zero when nothing usable was given.
	Published    Date   `json:"published,omitzero"`
	PublishedRaw string `json:"published_raw,omitempty"`
	Updated      Date   `json:"updated,omitzero"`
	UpdatedRaw   string `json:"updated_raw,omitempty"`

	Author  string `json:"author,omitempty"`
	Summary string `json:"summary,omitempty"` // HTML
	Content string `json:"content,omitempty"` // HTML; of a cluster, its list of stories
	// Text is the plain text of summary and content, when the item is about
	// one story; empty for a cluster, whose stories speak for themselves.
	Text     string   `json:"text,omitempty"`
	Image    string   `json:"image,omitempty"`
	Language string   `json:"language,omitempty"` // BCP 47, as declared
	Tags     []string `json:"tags,omitempty"`     // in the source's order
	Details

	// Cluster says that the item's content is a list of stories, of one
	// publisher or several.
	Cluster bool `json:"cluster,omitempty"`
	// Stories holds the stories in the item's order, the lead first. Read
	// from the store, those that have left follow those that are there.
	Stories []Story `json:"stories,omitempty"`
	// Post is the file the item was imported from, if it was; EarlierPosts,
	// in a copy, is what was imported before, the oldest first.
	Post         *Post  `json:"post,omitempty"`
	EarlierPosts []Post `json:"earlier_posts,omitempty"`
	// Raw is the element that the item was last read from; EarlierRaw, in a
	// copy, are those before, the oldest first.
	Raw        *Raw  `json:"raw,omitempty"`
	EarlierRaw []Raw `json:"earlier_raw,omitempty"`
	// Revisions, in a copy, are the item's.
	Revisions []Revision `json:"revisions,omitempty"`
	// EarlierTexts, in a copy, are the plain texts that it had before.
	EarlierTexts []string `json:"earlier_texts,omitempty"`

	// FirstSeen and LastSeen are the first and last fetch (or import) that
	// carried the item.
	FirstSeen time.Time `json:"first_seen,omitzero"`
	LastSeen  time.Time `json:"last_seen,omitzero"`
	// Fetched, in a copy, says that a fetch has carried the item, which was
	// not only imported.
	Fetched bool `json:"fetched,omitempty"`

	// Continues is the earlier item of the feed that this one carries on;
	// Chain is the first item of the whole chain, the item itself if alone.
	// ContinuesKey, in a copy, is the key of the former.
	Continues    int64  `json:"-"`
	Chain        int64  `json:"-"`
	ContinuesKey string `json:"continues,omitempty"`
}

// Story is what an item linked to: one article by one publisher, known by
// its keys, however many items and feeds link it. The story is the unit of
// search. Its id never changes and is never reused.
type Story struct {
	ID   int64  `json:"id,omitempty"`
	Link string `json:"link,omitempty"` // as first given
	// Keys, in a copy, are the story's keys where they are not just the one
	// that its link makes.
	Keys []string `json:"keys,omitempty"`
	// Title is the headline: plain text, without a publisher's suffix.
	Title     string `json:"title,omitempty"`
	Publisher string `json:"publisher,omitempty"` // the publisher's name
	Site      string `json:"site,omitempty"`      // the publisher's host, without "www."
	Author    string `json:"author,omitempty"`
	Image     string `json:"image,omitempty"`
	Language  string `json:"language,omitempty"` // BCP 47
	// Published is the story's date: given by a parser, the date its own
	// page states; read from the store, the best date known (see the
	// package's rules of rank).
	Published Date `json:"published,omitzero"`
	// PublishedBy, in a copy, says whose date that is, if not its page's:
	// "lead", its first item's that had it as lead, or "item", its first
	// item's.
	PublishedBy string `json:"published_by,omitempty"`
	Text        string `json:"text,omitempty"` // the readable text of its page
	// TextAdded, in a copy, is when that text came.
	TextAdded time.Time `json:"text_added,omitzero"`
	// Tags are your own marks.
	Tags []string `json:"tags,omitempty"`

	FirstSeen time.Time `json:"first_seen,omitzero"`
	// Effective is the date for sorting and timelines: Published unless that
	// lies more than a day after FirstSeen, else FirstSeen.
	Effective Date `json:"-"`

	// SameAs, in a copy, tells which earlier story it proved to be.
	SameAs *SameAs `json:"same_as,omitempty"`

	// Appearances, of a story read as part of an item, say when it was there, in
	// the order of time. A story that is given to [Store.Import] with appearances
	// is a copy of another archive's, and is taken at its word.
	Appearances []Appearance `json:"stays,omitempty"`
	// Revisions, in a copy, are its earlier headlines in the item.
	Revisions []Revision `json:"revisions,omitempty"`
}

// SameAs says that a story proved to be the same as an earlier one.
type SameAs struct {
	Key    string    `json:"key"` // one of the earlier story's
	Reason string    `json:"reason"`
	Since  time.Time `json:"since"`
}

// Appearance says that an item linked a story from FirstSeen until Gone.
type Appearance struct {
	Position  int       `json:"position"` // 1 is the lead
	Title     string    `json:"title,omitempty"`
	FirstSeen time.Time `json:"first_seen"`
	// Gone is the first good fetch without it; zero while it is there.
	Gone time.Time `json:"gone,omitzero"`
}

// Post is an item as a Markdown file with front matter.
type Post struct {
	Path string `json:"path"` // slash-separated, relative to where the import began
	Raw  string `json:"raw"`  // the file's bytes
	// Site and SitePath are where the file lies, when it is imported: the name
	// or folder of its site, and the path within that. Both may be empty.
	Site     string `json:"-"`
	SitePath string `json:"-"`
	// Imported, in a copy, is when the file was read.
	Imported time.Time `json:"imported,omitzero"`
}

// Document is what one good fetch of a feed said.
type Document struct {
	// Feed carries what the feed says of itself: title, link, language.
	Feed  Feed
	Items []Item
	// Faults are the entries that could not be used, and why.
	Faults []Fault
	// Partial says that the document broke off or was cut: what is not in
	// it may still be there.
	Partial bool
}

// Fault is an entry of a document that could not be used as it stood.
type Fault struct {
	Reason string `json:"reason"`
	Raw    string `json:"raw"` // the element, or its beginning
}
