package greader

// The forms of answers. Programs differ in what they miss: members that one of
// them needs are always there, also when they are empty.

// ItemRefs answers stream/items/ids.
type ItemRefs struct {
	ItemRefs     []ItemRef `json:"itemRefs"`
	Continuation string    `json:"continuation,omitempty"`
}

// ItemRef is the number of an item.
type ItemRef struct {
	ID              string   `json:"id"` // decimal
	DirectStreamIDs []string `json:"directStreamIds"`
	TimestampUsec   string   `json:"timestampUsec"` // when it was first seen
}

// Items answers stream/contents and stream/items/contents.
type Items struct {
	Direction    string `json:"direction"`
	ID           string `json:"id"`
	Title        string `json:"title"`
	Self         []Link `json:"self"`
	Updated      int64  `json:"updated"` // seconds
	Items        []Item `json:"items"`
	Continuation string `json:"continuation,omitempty"`
}

// Item is an item.
type Item struct {
	ID            string      `json:"id"`            // in full
	CrawlTimeMsec string      `json:"crawlTimeMsec"` // when it was first seen
	TimestampUsec string      `json:"timestampUsec"` // likewise
	Published     int64       `json:"published"`     // seconds
	Updated       int64       `json:"updated"`       // seconds
	Title         string      `json:"title"`
	Author        string      `json:"author"`
	Canonical     []Link      `json:"canonical"`
	Alternate     []Link      `json:"alternate"`
	Summary       Content     `json:"summary"` // HTML
	Categories    []string    `json:"categories"`
	Origin        Origin      `json:"origin"`
	Enclosure     []Enclosure `json:"enclosure,omitempty"`
}

// Link is an address.
type Link struct {
	Href string `json:"href"`
	Type string `json:"type,omitempty"`
}

// Content is a text.
type Content struct {
	Direction string `json:"direction"`
	Content   string `json:"content"`
}

// Origin is the subscription that an item is shown under.
type Origin struct {
	StreamID string `json:"streamId"`
	Title    string `json:"title"`
	HTMLURL  string `json:"htmlUrl"`
}

// Enclosure is a file that comes with an item.
type Enclosure struct {
	Href   string `json:"href"`
	Type   string `json:"type"`
	Length int64  `json:"length,omitempty"`
}

// Subscriptions answers subscription/list.
type Subscriptions struct {
	Subscriptions []Subscription `json:"subscriptions"`
}

// Subscription is a feed or a topic.
type Subscription struct {
	ID            string     `json:"id"`
	Title         string     `json:"title"`
	Categories    []Category `json:"categories"`
	URL           string     `json:"url"`
	HTMLURL       string     `json:"htmlUrl"`
	IconURL       string     `json:"iconUrl"`
	SortID        string     `json:"sortid"`
	FirstItemMsec string     `json:"firstitemmsec"`
}

// Category is a label of a subscription.
type Category struct {
	ID    string `json:"id"`
	Label string `json:"label"`
}

// Tags answers tag/list.
type Tags struct {
	Tags []Tag `json:"tags"`
}

// Tag is a state or a label.
type Tag struct {
	ID     string `json:"id"`
	SortID string `json:"sortid"`
	Type   string `json:"type,omitempty"` // folder, or tag
}

// UnreadCounts answers unread-count.
type UnreadCounts struct {
	Max          int64         `json:"max"`
	UnreadCounts []UnreadCount `json:"unreadcounts"`
}

// UnreadCount is how many items of a stream are unread.
type UnreadCount struct {
	ID                      string `json:"id"`
	Count                   int64  `json:"count"`
	NewestItemTimestampUsec string `json:"newestItemTimestampUsec"`
}

// User answers user-info.
type User struct {
	UserID        string `json:"userId"`
	UserName      string `json:"userName"`
	UserProfileID string `json:"userProfileId"`
	UserEmail     string `json:"userEmail"`
	IsBloggerUser bool   `json:"isBloggerUser"`
}

// Prefs answers preference/list.
type Prefs struct {
	Prefs []Pref `json:"prefs"`
}

// StreamPrefs answers preference/stream/list.
type StreamPrefs struct {
	StreamPrefs map[string][]Pref `json:"streamprefs"`
}

// Pref is a setting.
type Pref struct {
	ID    string `json:"id"`
	Value string `json:"value"`
}

// Details answers stream/details.
type Details struct {
	ID          string `json:"id"`
	Title       string `json:"title"`
	FeedURL     string `json:"feedUrl,omitempty"`
	Subscribers int    `json:"subscribers"`
}

// QuickAdded answers subscription/quickadd.
type QuickAdded struct {
	NumResults int    `json:"numResults"` // 1, or 0 if it failed
	Query      string `json:"query"`
	StreamID   string `json:"streamId"`
	StreamName string `json:"streamName"`
	Error      string `json:"error,omitempty"`
}
