package news

import "time"

// Raw is an element itself: an entry of a feed as the feed wrote it, in
// UTF-8, with what it inherits from the document around it.
type Raw struct {
	Element string `json:"element"`
	// Head is the beginning of a document in which the element means what it
	// meant: namespaces, xml:base, xml:lang, and what the feed says of itself.
	Head    string `json:"head"`
	Address string `json:"address,omitempty"` // that the document was fetched from
	// Until, of an earlier element, is when another took its place.
	Until time.Time `json:"until,omitzero"`
}
