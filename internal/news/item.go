package news

import "time"

// Item is one entry of a feed, identified by its feed and its key. A Google
// News item is a cluster with several stories, its lead first; the item of an
// ordinary feed has one story.
//
// Parsers return Items with the values of the source; the store adds the rest.
// The JSON form is one line of the archive's NDJSON.
type Item struct {
	ID   int64 `json:"id,omitempty"`
	Feed Feed  `json:"feed,omitzero"`

	// As in the feed. GUID and Link may be empty. Title is HTML: plain text is
	// escaped. Related is the second address of a link blog's item: the page it is
	// about, or the blog's own page about it.
	GUID string `json:"guid,omitempty"`
	// Key identifies the item within its feed; it is set only in an export.
	Key     string `json:"key,omitempty"`
	Link    string `json:"link,omitempty"`
	Related string `json:"related,omitempty"`
	Title   string `json:"title,omitempty"`

	// Published and Updated are parsed from the raw texts; zero if these are
	// unusable.
	Published    Date   `json:"published,omitzero"`
	PublishedRaw string `json:"published_raw,omitempty"`
	Updated      Date   `json:"updated,omitzero"`
	UpdatedRaw   string `json:"updated_raw,omitempty"`

	Author  string `json:"author,omitempty"`
	Summary string `json:"summary,omitempty"` // HTML
	Content string `json:"content,omitempty"` // HTML; of a cluster, its list of stories
	// Text is the plain text of summary and content of an item about one story. It
	// is empty for a cluster.
	Text     string   `json:"text,omitempty"`
	Image    string   `json:"image,omitempty"`
	Language string   `json:"language,omitempty"` // BCP 47, as declared
	Tags     []string `json:"tags,omitempty"`     // in the source's order
	// Marks, of an item that another program exports, are its marks there. An
	// import gives them to its stories.
	Marks []StoryMark `json:"marks,omitempty"`
	Details

	// Cluster means that the item's content is a list of stories, of one or
	// several publishers.
	Cluster bool `json:"cluster,omitempty"`
	// Stories are in the item's order, the lead first. Stories read from the store
	// include those that have left, after the present ones.
	Stories []Story `json:"stories,omitempty"`
	// Post is the file that the item was imported from, or nil. EarlierPosts, in
	// an export, are its earlier versions, the oldest first.
	Post         *Post  `json:"post,omitempty"`
	EarlierPosts []Post `json:"earlier_posts,omitempty"`
	// Raw is the element that the item was last parsed from. EarlierRaw, in an
	// export, are the ones before, the oldest first.
	Raw        *Raw  `json:"raw,omitempty"`
	EarlierRaw []Raw `json:"earlier_raw,omitempty"`
	// Revisions, in an export, are the item's revisions.
	Revisions []Revision `json:"revisions,omitempty"`
	// EarlierTexts, in an export, are the item's earlier plain texts.
	EarlierTexts []string `json:"earlier_texts,omitempty"`

	// FirstSeen and LastSeen are the first and last fetch (or import) that
	// carried the item.
	FirstSeen time.Time `json:"first_seen,omitzero"`
	LastSeen  time.Time `json:"last_seen,omitzero"`
	// Fetched, in an export, means that a fetch has carried the item, not only
	// imports.
	Fetched bool `json:"fetched,omitempty"`

	// Continues is the earlier item of the feed that this one continues. Chain is
	// the first item of the chain; the item itself if it is alone. ContinuesKey,
	// in an export, is the key of Continues.
	Continues    int64  `json:"-"`
	Chain        int64  `json:"-"`
	ContinuesKey string `json:"continues,omitempty"`
}

// Story is one article by one publisher, identified by its keys, however many
// items and feeds link it. The story is the unit of search. Its id never
// changes and is never reused.
type Story struct {
	ID   int64  `json:"id,omitempty"`
	Link string `json:"link,omitempty"` // as first given
	// Keys, in an export, are the story's keys, unless the only one is made from
	// its link.
	Keys []string `json:"keys,omitempty"`
	// Title is the headline: plain text, without a publisher's suffix.
	Title     string `json:"title,omitempty"`
	Publisher string `json:"publisher,omitempty"` // the publisher's name
	Site      string `json:"site,omitempty"`      // the publisher's host, without "www."
	Author    string `json:"author,omitempty"`
	Image     string `json:"image,omitempty"`
	Language  string `json:"language,omitempty"` // BCP 47
	// Published is the story's date: from a parser, the date that its own page
	// states; from the store, the best known date.
	Published Date `json:"published,omitzero"`
	// PublishedBy, in an export, is the source of that date: "lead" for an item
	// that has the story as its lead, "item" for another item, empty for the
	// story's page.
	PublishedBy string `json:"published_by,omitempty"`
	Text        string `json:"text,omitempty"` // the readable text of its page
	// TextAdded, in an export, is when that text was added.
	TextAdded time.Time `json:"text_added,omitzero"`
	// Tags are your own tags.
	Tags []string `json:"tags,omitempty"`
	// Marks are your own marks, and those that were taken off.
	Marks []StoryMark `json:"marks,omitempty"`

	FirstSeen time.Time `json:"first_seen,omitzero"`
	// Effective is the date for sorting and timelines: Published, unless it is
	// more than a day after FirstSeen, else FirstSeen.
	Effective Date `json:"-"`

	// SameAs, in an export, is the earlier story that this one is the same as.
	SameAs *SameAs `json:"same_as,omitempty"`

	// EventLinks, in an export, are what a person said of the story's event.
	EventLinks []EventLink `json:"event_links,omitempty"`

	// Appearances, of a story read as part of an item, are when the item linked
	// it, in the order of time. An imported story with appearances is from an
	// export, and they are kept as they are.
	Appearances []Appearance `json:"stays,omitempty"`
	// Revisions, in an export, are its earlier headlines in the item.
	Revisions []Revision `json:"revisions,omitempty"`
	// Pages, in an export, are the readings of its page, the oldest first. An
	// export has them once, with the first of its items.
	Pages []Reading `json:"pages,omitempty"`
}

// SameAs means that a story proved to be the same as an earlier one.
type SameAs struct {
	Key    string    `json:"key"` // one of the earlier story's
	Reason string    `json:"reason"`
	Since  time.Time `json:"since"`
}

// EventLink means that a person said that a story is of one event with another
// one, or of two.
type EventLink struct {
	Key   string    `json:"key"`             // one of the other story's
	Apart bool      `json:"apart,omitempty"` // they are of two events
	At    time.Time `json:"at"`
}

// Appearance means that an item linked a story from FirstSeen until Gone.
type Appearance struct {
	Position  int       `json:"position"` // 1 is the lead
	Title     string    `json:"title,omitempty"`
	FirstSeen time.Time `json:"first_seen"`
	// Gone is the first good fetch without the story; zero while it is present.
	Gone time.Time `json:"gone,omitzero"`
}

// Post is an item as a Markdown file with front matter.
type Post struct {
	Path string `json:"path"` // slash-separated, relative to where the import began
	Raw  string `json:"raw"`  // the file's bytes
	// Site and SitePath locate the file during an import: the name or folder of
	// its site, and the path within it. Both may be empty.
	Site     string `json:"-"`
	SitePath string `json:"-"`
	// Imported, in an export, is when the file was read.
	Imported time.Time `json:"imported,omitzero"`
}

// Document is the content of one good fetch of a feed.
type Document struct {
	// Feed is the feed's description of itself: title, link, language.
	Feed  Feed
	Items []Item
	// Faults are the entries that could not be used, and why.
	Faults []Fault
	// Partial means that the document was truncated: missing items may still be in
	// the feed.
	Partial bool
	// Asks is how long the feed asks to be left alone between two fetches, and
	// AsksBy by which element: ttl or sy. Zero: it says nothing.
	Asks   time.Duration
	AsksBy string
}

// Fault is an entry of a document that was left out or repaired.
type Fault struct {
	Reason string `json:"reason"`
	Raw    string `json:"raw"` // the element, or its beginning
}
