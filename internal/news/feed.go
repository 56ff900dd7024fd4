package news

import "time"

// LocalFeed is the address of the built-in feed: the origin of posts and
// items that name none. It is never fetched.
const LocalFeed = "local:"

// DefaultEvery is how often a feed is fetched unless it says otherwise.
const DefaultEvery = 30 * time.Minute

// Feed is a subscription: an address that is fetched again and again; or,
// when it is not followed, the origin of imported items.
type Feed struct {
	ID       int64  `json:"id,omitempty"`
	URL      string `json:"url"`
	Name     string `json:"name,omitempty"`     // given by a person, unique
	Title    string `json:"title,omitempty"`    // as the feed calls itself
	Link     string `json:"link,omitempty"`     // the feed's home page
	Language string `json:"language,omitempty"` // BCP 47, as declared

	// What the feed says of itself, in plain text, and its picture's address.
	Description string `json:"description,omitempty"`
	Image       string `json:"image,omitempty"`
	Copyright   string `json:"copyright,omitempty"`

	// Tags are a person's; Aliases are its other addresses, normalised. An
	// item's feed has them only in a copy.
	Tags    []string `json:"tags,omitempty"`
	Aliases []string `json:"aliases,omitempty"`
	// KeyByLink says that the feed's guids proved to be no keys.
	KeyByLink bool `json:"key_by_link,omitempty"`

	// State, when there is any, tells how following it goes. It is read by
	// [Store.Feeds] and [Store.Feed], and is no part of an item.
	State *FeedState `json:"state,omitempty"`
}

// FeedState is how following a feed goes.
type FeedState struct {
	Followed  bool      `json:"followed"`
	Every     Seconds   `json:"every"` // between fetches
	Added     time.Time `json:"added"`
	Fetched   time.Time `json:"fetched,omitzero"`   // last attempt
	Succeeded time.Time `json:"succeeded,omitzero"` // last good one
	Due       time.Time `json:"due,omitzero"`       // not before this
	Failures  int       `json:"failures"`           // in a row
	Error     string    `json:"error,omitempty"`    // of the last attempt
	Items     int       `json:"items"`
	Faults    int       `json:"faults,omitempty"` // entries that could not be used

	// What the last good answer was, for the next conditional request.
	ETag         string `json:"-"`
	LastModified string `json:"-"`
	BodyHash     string `json:"-"`
}

// Label is what a person knows the feed by: its name, else its title, else
// its address.
func (f Feed) Label() string {
	switch {
	case f.Name != "":
		return f.Name
	case f.Title != "":
		return f.Title
	default:
		return f.URL
	}
}
