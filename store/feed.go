package store

// Feed is a subscription: an address that is fetched again and again; or,
// when it is not followed, the origin of imported items.
type Feed struct {
	ID       int64  `json:"id,omitempty"`
	URL      string `json:"url"`
	Name     string `json:"name,omitempty"`     // given by a person, unique
	Title    string `json:"title,omitempty"`    // as the feed calls itself
	Link     string `json:"link,omitempty"`     // the feed's home page
	Language string `json:"language,omitempty"` // BCP 47, as declared
}
