package news

import "time"

// Reading is what a reader made of a story's page. A page that is fetched
// again and says the same makes no new one: Seen moves.
type Reading struct {
	ID    int64 `json:"-"`
	Story int64 `json:"-"`
	// Page is the page's number among the kept pages; 0: the page is not kept.
	Page    int64     `json:"-"`
	URL     string    `json:"url"`     // the address that answered
	Fetched time.Time `json:"fetched"` // the first fetch that found it
	Seen    time.Time `json:"seen"`    // the last one
	Reader  int       `json:"reader"`  // the reader's version
	// Stands means that it was accepted as the story's text. It follows from the
	// readings before it.
	Stands bool `json:"-"`
	Text
}

// Known reports whether a page can be of this kind.
func (k PageKind) Known() bool {
	switch k {
	case PageArticle, PageTeaser, PageConsent, PageLogin, PageBot, PageError, PageEmpty, PageFront, PageVideo, PageFile:
		return true
	}
	return false
}
