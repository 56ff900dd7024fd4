package readers

import "bytes"

// Form is the form of a file of another program.
type Form string

// The forms. A list of feeds is read by [ReadFeeds], an export by [Items].
const (
	Unknown Form = ""

	OPML         Form = "OPML"                  // a list of feeds
	NewsboatURLs Form = "urls file of newsboat" // a list of feeds
	Reader       Form = "Google Reader JSON"    // of Inoreader and others
	FreshRSS     Form = "FreshRSS JSON"         // the same, as FreshRSS writes it
	Feedly       Form = "Feedly JSON"           // the same, as Feedly writes it
	Miniflux     Form = "Miniflux JSON"         // a page of its API, /v1/entries
	Feedbin      Form = "Feedbin JSON"          // the export of starred entries, or a page of its API
	Pocket       Form = "Pocket CSV"            //
	PocketHTML   Form = "Pocket HTML"           // ril_export.html
	Wallabag     Form = "wallabag JSON"         // of versions 1 and 2
	Linkding     Form = "linkding JSON"         // a page of its API, /api/bookmarks
	Readwise     Form = "Readwise Reader CSV"   //
	Highlights   Form = "Readwise highlights"   // quotes of books and articles: no items
	Omnivore     Form = "Omnivore JSON"         // metadata_0_to_20.json
	Karakeep     Form = "Karakeep JSON"         // also of Hoarder, its earlier name
	Bookmarks    Form = "bookmarks (HTML)"      // Netscape's form: browsers, linkding, Pinboard
	SQLite       Form = "SQLite database"       // newsboat's or FreshRSS's; see package readerdb
	Zip          Form = "zip archive"           // whose files may be exports
	FeedDocument Form = "feed"                  // RSS, Atom, RDF or JSON Feed: nothing of a reader
)

// Feeds reports whether files of this form are lists of feeds.
func (f Form) Feeds() bool { return f == OPML || f == NewsboatURLs }

// Items reports whether [Items] reads this form.
func (f Form) Items() bool {
	switch f {
	case Unknown, OPML, NewsboatURLs, SQLite, Zip, FeedDocument:
		return false
	}
	return true
}

// Peek is how many bytes of a file [Detect] wants to see.
const Peek = 64 << 10

// Detect recognises the form of a file by its first bytes, of which [Peek] are
// enough. It returns [Unknown] for the archive's own forms, NDJSON and posts,
// and for anything else.
func Detect(head []byte) Form {
	switch {
	case bytes.HasPrefix(head, []byte("SQLite format 3\x00")):
		return SQLite
	case bytes.HasPrefix(head, []byte("PK\x03\x04")):
		return Zip
	}
	if bytes.HasPrefix(head, []byte{0xff, 0xfe}) || bytes.HasPrefix(head, []byte{0xfe, 0xff}) { // UTF-16
		head = bytes.ReplaceAll(head[2:], []byte{0}, nil)
	}
	head = bytes.TrimSpace(bytes.TrimPrefix(head, []byte("\ufeff")))
	if len(head) == 0 {
		return Unknown
	}
	switch head[0] {
	case '<':
		return detectMarkup(head)
	case '{', '[':
		return detectJSON(head)
	}
	if form := detectCSV(head); form != Unknown {
		return form
	}
	return detectURLs(head)
}

// detectMarkup tells OPML, bookmarks and feeds apart.
func detectMarkup(head []byte) Form {
	head = bytes.ToLower(head)
	has := func(s string) bool { return bytes.Contains(head, []byte(s)) }
	switch {
	case has("netscape-bookmark-file"):
		return Bookmarks
	case has("<title>pocket export"), has(" time_added="):
		return PocketHTML
	case has("<opml"):
		return OPML
	case has("<rss"), has("<feed"), has("<rdf:rdf"):
		return FeedDocument
	}
	return Unknown
}
