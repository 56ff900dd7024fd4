package news

import "time"

// Raw is an entry as it is in the feed, in UTF-8, with what it inherits from
// the document around it.
type Raw struct {
	Element string `json:"element"`
	// Head is the start of a document in which the element keeps its meaning:
	// namespaces, xml:base, xml:lang, and the feed's description.
	Head    string `json:"head"`
	Address string `json:"address,omitempty"` // the address that the document was fetched from
	// Until, of an earlier element, is when it was replaced.
	Until time.Time `json:"until,omitzero"`
}
