package feed

import (
	"errors"
	"strings"
)

var (
	// ErrEmpty is returned for a body that is empty or only white space.
	ErrEmpty = errors.New("the address gives an empty answer, not a feed")
	// ErrHTML is returned, as an [HTMLError], for a web page.
	ErrHTML = errors.New("the address gives an HTML page, not a feed")
	// ErrUnknown is returned for a document that is neither RSS, Atom, RDF nor
	// JSON Feed.
	ErrUnknown = errors.New("the address gives no feed that is known: neither RSS, Atom, RDF nor JSON Feed")
	// ErrBroken is returned together with the items before the break.
	ErrBroken = errors.New("the feed breaks off")
	// ErrLimit is returned together with the first items of a document that has
	// more than 20,000 items or stories.
	ErrLimit = errors.New("the feed is read in part")
)

// HTMLError reports that the document is a web page, and the feeds that the
// page names. It wraps [ErrHTML].
type HTMLError struct {
	// Feeds are the absolute addresses of the page's feeds, in its order.
	Feeds []string
}

// Error implements error.
func (e *HTMLError) Error() string {
	if len(e.Feeds) == 0 {
		return ErrHTML.Error()
	}
	return ErrHTML.Error() + "; it names " + strings.Join(e.Feeds, ", ")
}

// Unwrap returns [ErrHTML].
func (e *HTMLError) Unwrap() error { return ErrHTML }
