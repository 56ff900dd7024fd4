package news

import "time"

// LocalFeed is the address of the built-in feed, the origin of posts and of
// items without a feed. It is never fetched.
const LocalFeed = "local:"

// LocalLabel is what the built-in feed is called.
const LocalLabel = "added by hand"

// DefaultEvery is the fetch interval of a feed of which nothing is known yet.
const DefaultEvery = 30 * time.Minute

// Feed is a subscription, an address that is fetched regularly; or, if it is
// not followed, the origin of imported items.
type Feed struct {
	ID       int64  `json:"id,omitempty"`
	URL      string `json:"url"`
	Name     string `json:"name,omitempty"`     // set by the user, unique
	Title    string `json:"title,omitempty"`    // the feed's own title
	Link     string `json:"link,omitempty"`     // the feed's home page
	Language string `json:"language,omitempty"` // BCP 47, as declared

	// What the feed says of itself, in plain text, and its picture's address.
	Description string `json:"description,omitempty"`
	Image       string `json:"image,omitempty"`
	Copyright   string `json:"copyright,omitempty"`

	// Tags are set by the user; Aliases are its other addresses, normalized. An
	// item's feed has them only in an export.
	Tags    []string `json:"tags,omitempty"`
	Aliases []string `json:"aliases,omitempty"`
	// KeyByLink means that the feed's guids proved not to be keys.
	KeyByLink bool `json:"key_by_link,omitempty"`
	// ReadUpto, in an export, is the last second in which a story of the feed was
	// first seen that was marked read with all others.
	ReadUpto time.Time `json:"read_upto,omitzero"`

	// State is the state of following the feed. The store's Feeds and Feed fill it
	// in; it is not part of an item.
	State *FeedState `json:"state,omitempty"`
}

// FeedState is the state of following a feed.
type FeedState struct {
	Followed bool `json:"followed"`
	// Every is the time between fetches: what a person has set (EverySet), else the
	// pace, else [DefaultEvery].
	Every     Seconds   `json:"every"`
	EverySet  bool      `json:"every_set"`
	Added     time.Time `json:"added"`
	Fetched   time.Time `json:"fetched,omitzero"`   // last attempt
	Succeeded time.Time `json:"succeeded,omitzero"` // last good one
	Due       time.Time `json:"due,omitzero"`       // not before this
	Failures  int       `json:"failures"`           // in a row
	Error     string    `json:"error,omitempty"`    // of the last attempt
	Items     int       `json:"items"`
	Faults    int       `json:"faults,omitempty"` // entries that could not be used
	// Text says whether the pages of its stories are fetched.
	Text TextSetting `json:"text,omitempty"`
	// Foreign means that the address came in a list of another program. No person
	// typed it, so it may not lead into a private network.
	Foreign bool `json:"foreign,omitempty"`
	// MaxBytes is how long its document may be; 0: the default.
	MaxBytes int64 `json:"max_bytes,omitempty"`
	// Proxied means that it is fetched by a proxy of its own, which private.db has.
	Proxied bool `json:"proxied,omitempty"`
	// Skip are the rules by which its new items are left out.
	Skip []SkipRule `json:"skip,omitempty"`

	Visits

	// Validators of the last good answer, for conditional requests.
	ETag         string `json:"-"`
	LastModified string `json:"-"`
	BodyHash     string `json:"-"`
}

// SkipRule is a rule by which new items of a feed are not stored.
type SkipRule struct {
	Rule    string    `json:"rule"`              // a query
	Items   int       `json:"items"`             // left out by it
	Last    time.Time `json:"last,omitzero"`     // when it last left one out
	Example string    `json:"example,omitempty"` // the headline of that item
}

// TextSetting says whether the pages of a feed's stories are fetched.
type TextSetting string

const (
	TextDefault TextSetting = ""    // as the archive's setting says
	TextOn      TextSetting = "on"  // yes
	TextOff     TextSetting = "off" // no
)

// Label returns the feed's name, else its title, else its address; of the
// built-in feed [LocalLabel].
func (f Feed) Label() string {
	switch {
	case f.Name != "":
		return f.Name
	case f.Title != "":
		return f.Title
	case f.URL == LocalFeed:
		return LocalLabel
	default:
		return f.URL
	}
}
