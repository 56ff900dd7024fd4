package fever

import (
	"strconv"
	"strings"
)

// Answer is an answer. Members that were not asked for are nil.
type Answer struct {
	APIVersion    int    `json:"api_version"`
	Auth          int    `json:"auth"`
	LastRefreshed *int64 `json:"last_refreshed_on_time,omitempty"`

	Groups      *[]Group      `json:"groups,omitempty"`
	Feeds       *[]Feed       `json:"feeds,omitempty"`
	FeedsGroups *[]FeedsGroup `json:"feeds_groups,omitempty"`
	Favicons    *[]Favicon    `json:"favicons,omitempty"`
	Items       *[]Item       `json:"items,omitempty"`
	TotalItems  *int64        `json:"total_items,omitempty"`
	Links       *[]Link       `json:"links,omitempty"`
	UnreadIDs   *string       `json:"unread_item_ids,omitempty"`
	SavedIDs    *string       `json:"saved_item_ids,omitempty"`
}

// Group is a group of feeds.
type Group struct {
	ID    int64  `json:"id"`
	Title string `json:"title"`
}

// FeedsGroup says which feeds are in a group.
type FeedsGroup struct {
	GroupID int64  `json:"group_id"`
	FeedIDs string `json:"feed_ids"` // see [List]
}

// Feed is a feed.
type Feed struct {
	ID          int64  `json:"id"`
	FaviconID   int64  `json:"favicon_id"`
	Title       string `json:"title"`
	URL         string `json:"url"`
	SiteURL     string `json:"site_url"`
	IsSpark     int    `json:"is_spark"`
	LastUpdated int64  `json:"last_updated_on_time"`
}

// Favicon is a picture of a feed. There are none.
type Favicon struct {
	ID   int64  `json:"id"`
	Data string `json:"data"`
}

// Item is an item.
type Item struct {
	ID      int64  `json:"id"`
	FeedID  int64  `json:"feed_id"`
	Title   string `json:"title"`
	Author  string `json:"author"`
	HTML    string `json:"html"`
	URL     string `json:"url"`
	IsSaved int    `json:"is_saved"`
	IsRead  int    `json:"is_read"`
	Created int64  `json:"created_on_time"`
}

// Link is one of Fever's hot links. There are none.
type Link struct{}

// List writes numbers with commas between them.
func List(ids []int64) string {
	var b strings.Builder
	for i, id := range ids {
		if i > 0 {
			b.WriteByte(',')
		}
		b.WriteString(strconv.FormatInt(id, 10))
	}
	return b.String()
}

// Flag is 1 for true.
func Flag(on bool) int {
	if on {
		return 1
	}
	return 0
}
