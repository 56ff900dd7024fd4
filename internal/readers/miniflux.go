package readers

import (
	"strings"
	"time"

	"newsarchive/internal/news"
)

// minifluxItem reads an entry of Miniflux's API, GET /v1/entries
// (miniflux.app/docs/api.html). It has no guid.
func minifluxItem(raw []byte) (news.Item, error) {
	var e struct {
		Status      text   `json:"status"`
		Title       text   `json:"title"`
		URL         text   `json:"url"`
		CommentsURL text   `json:"comments_url"`
		PublishedAt moment `json:"published_at"`
		CreatedAt   moment `json:"created_at"`
		ChangedAt   moment `json:"changed_at"` // its status
		Content     text   `json:"content"`
		Author      text   `json:"author"`
		Starred     flag   `json:"starred"`
		Tags        words  `json:"tags"`
		Enclosures  []struct {
			URL      text   `json:"url"`
			MimeType text   `json:"mime_type"`
			Size     number `json:"size"`
		} `json:"enclosures"`
		Feed struct {
			FeedURL  text `json:"feed_url"`
			SiteURL  text `json:"site_url"`
			Title    text `json:"title"`
			Category struct {
				Title text `json:"title"`
			} `json:"category"`
		} `json:"feed"`
	}
	if err := decode(raw, &e); err != nil {
		return news.Item{}, err
	}
	if e.Status == "removed" {
		return news.Item{}, &Omitted{"removed in Miniflux"}
	}
	it := news.Item{
		Feed: news.Feed{URL: string(e.Feed.FeedURL), Title: string(e.Feed.Title), Link: string(e.Feed.SiteURL)},
		Link: string(e.URL), Title: plainTitle(string(e.Title)), Author: string(e.Author), Content: string(e.Content),
		Published: e.PublishedAt.Date, FirstSeen: e.CreatedAt.Time, Tags: e.Tags,
	}
	if it.Feed.URL == "" {
		it.Feed = origin("Miniflux")
	}
	if folder := string(e.Feed.Category.Title); !strings.EqualFold(folder, "All") { // the one that is always there
		it.Feed.Tags = []string{folder}
	}
	it.Comments = string(e.CommentsURL)
	for _, f := range e.Enclosures {
		if f.URL != "" {
			it.Enclosures = append(it.Enclosures, news.Enclosure{URL: string(f.URL), Type: string(f.MimeType), Length: int64(f.Size)})
		}
	}
	Mark(&it, news.MarkStarred, bool(e.Starred), time.Time{})
	Mark(&it, news.MarkRead, e.Status == "read", e.ChangedAt.Time)
	return it, nil
}

// feedbinItem reads an entry of Feedbin: of the export of starred entries, or
// of a page of its API, /v2/entries.json, whose entries name a feed's number.
func feedbinItem(raw []byte) (news.Item, error) {
	var e struct {
		FeedID    text   `json:"feed_id"`
		Title     text   `json:"title"`
		Author    text   `json:"author"`
		Summary   text   `json:"summary"`
		Content   text   `json:"content"`
		URL       text   `json:"url"`
		Published moment `json:"published"`
		CreatedAt moment `json:"created_at"`
		Enclosure struct {
			URL  text `json:"enclosure_url"`
			Type text `json:"enclosure_type"`
		} `json:"enclosure"`
	}
	if err := decode(raw, &e); err != nil {
		return news.Item{}, err
	}
	it := news.Item{
		Feed: origin("Feedbin"), Link: string(e.URL), Title: HTMLTitle(string(e.Title)), Author: string(e.Author),
		Content: string(e.Content), Published: e.Published.Date, FirstSeen: e.CreatedAt.Time,
	}
	if it.Content == "" {
		it.Summary = string(e.Summary) // else it is the content's beginning
	}
	if e.Enclosure.URL != "" {
		it.Enclosures = []news.Enclosure{{URL: string(e.Enclosure.URL), Type: string(e.Enclosure.Type)}}
	}
	Mark(&it, news.MarkStarred, e.FeedID == "", time.Time{})
	return it, nil
}
