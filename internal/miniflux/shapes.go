package miniflux

// User is who asks.
type User struct {
	ID       int64  `json:"id"`
	Username string `json:"username"`
	IsAdmin  bool   `json:"is_admin"`
	Theme    string `json:"theme"`
	Language string `json:"language"`
	Timezone string `json:"timezone"`
	Sorting  string `json:"entry_sorting_direction"`
}

// Version is the version of the server.
type Version struct {
	Version string `json:"version"`
}

// Category is a group of feeds.
type Category struct {
	ID     int64  `json:"id"`
	UserID int64  `json:"user_id"`
	Title  string `json:"title"`
}

// Feed is a feed.
type Feed struct {
	ID         int64    `json:"id"`
	UserID     int64    `json:"user_id"`
	Title      string   `json:"title"`
	SiteURL    string   `json:"site_url"`
	FeedURL    string   `json:"feed_url"`
	CheckedAt  string   `json:"checked_at"`
	ErrorCount int      `json:"parsing_error_count"`
	Error      string   `json:"parsing_error_message"`
	Disabled   bool     `json:"disabled"`
	Category   Category `json:"category"`
	Icon       *Icon    `json:"icon"` // nil: there is none
}

// Icon is a picture of a feed. There are none.
type Icon struct {
	FeedID int64 `json:"feed_id"`
	IconID int64 `json:"icon_id"`
}

// Counters are the numbers of entries by feed, as digits.
type Counters struct {
	Reads   map[string]int64 `json:"reads"`
	Unreads map[string]int64 `json:"unreads"`
}

// Entries are a part of a list.
type Entries struct {
	Total   int64     `json:"total"`
	Entries []Listing `json:"entries"`
}

// Listing is an entry.
type Listing struct {
	ID          int64       `json:"id"`
	UserID      int64       `json:"user_id"`
	FeedID      int64       `json:"feed_id"`
	Status      string      `json:"status"`
	Hash        string      `json:"hash"`
	Title       string      `json:"title"`
	URL         string      `json:"url"`
	CommentsURL string      `json:"comments_url"`
	PublishedAt string      `json:"published_at"`
	CreatedAt   string      `json:"created_at"`
	ChangedAt   string      `json:"changed_at"`
	Content     string      `json:"content"`
	Author      string      `json:"author"`
	ShareCode   string      `json:"share_code"`
	Starred     bool        `json:"starred"`
	ReadingTime int         `json:"reading_time"`
	Enclosures  []Enclosure `json:"enclosures"`
	Tags        []string    `json:"tags"`
	Feed        Feed        `json:"feed"`
}

// Enclosure is a file of an entry.
type Enclosure struct {
	ID       int64  `json:"id"`
	UserID   int64  `json:"user_id"`
	EntryID  int64  `json:"entry_id"`
	URL      string `json:"url"`
	MIMEType string `json:"mime_type"`
	Size     int64  `json:"size"`
}

// Problem is what went wrong.
type Problem struct {
	Message string `json:"error_message"`
}
