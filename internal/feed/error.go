package feed

import "errors"

var (
	// ErrEmpty is returned for a body that is empty or only white space.
	ErrEmpty = errors.New("the address gives an empty answer, not a feed")
	// ErrHTML is returned for a web page.
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
