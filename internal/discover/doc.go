// Package discover finds the feeds of a web page. It does no I/O: it takes what a
// person typed, or the bytes of a page, and returns addresses. What stands at
// them is for the caller to find out.
//
// [Typed] reads an address as people write it. [Site] knows the feeds of a few
// sites by the address of a page alone. [Page] has the feeds that a page names
// and those that it links. [Common] guesses where the feed of a page is that names
// none.
//
// Addresses are absolute, http or https, without user name and password, and at
// most 2 KiB long. Those that a page names are another person's words: they may
// lead anywhere.
package discover

import "strings"

// Feed is a feed that may be followed.
type Feed struct {
	URL string `json:"url"`
	// Title is what the page calls it, on one line; may be empty.
	Title string `json:"title,omitempty"`
}

// ofComments reports whether a feed has the comments on a site or a page, not
// its articles.
func (f Feed) ofComments() bool {
	return strings.Contains(strings.ToLower(f.Title), "comments feed") || strings.Contains(f.URL, "/comments/feed") ||
		strings.Contains(f.URL, "/comments/default")
}

// Main returns the feeds without those of comments, unless there are no others.
func Main(feeds []Feed) []Feed {
	var without []Feed
	for _, f := range feeds {
		if !f.ofComments() {
			without = append(without, f)
		}
	}
	if without == nil {
		return feeds
	}
	return without
}
