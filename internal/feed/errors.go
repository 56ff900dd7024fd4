package feed

import (
	"errors"
	"strings"
)

var (
	// ErrEmpty is returned for a body of no bytes, or of white space.
	ErrEmpty = errors.New("the address gives an empty answer, not a feed")
	// ErrHTML is returned, as an [HTMLError], for a web page.
	ErrHTML = errors.New("the address gives an HTML page, not a feed")
	// ErrUnknown is returned for what is neither RSS, Atom, RDF nor JSON Feed.
	ErrUnknown = errors.New("the address gives no feed that is known: neither RSS, Atom, RDF nor JSON Feed")
	// ErrBroken is returned beside the items that stand before the break.
	ErrBroken = errors.New("the feed breaks off")
	// ErrLimit is returned beside the items that are read of very many.
	ErrLimit = errors.New("the feed is read in part")
)

// HTMLError says that the address gives a web page, and which feeds the page
// names. It is [ErrHTML].
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
