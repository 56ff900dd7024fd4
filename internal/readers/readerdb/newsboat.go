package readerdb

import (
	"database/sql"
	"html"
	"strings"
	"time"

	"newsarchive/internal/dates"
	"newsarchive/internal/news"
	"newsarchive/internal/readers"
)

// scanner makes an item of a row.
type scanner func(*sql.Rows) (news.Item, error)

// newsboatQuery selects the items of newsboat's cache. It has gained columns
// with time.
func newsboatQuery(has map[string]bool) string {
	return `SELECT i.guid, i.title, i.author, i.url, i.feedurl, i.pubDate, i.content, i.unread,
		coalesce(i.enclosure_url, ''), coalesce(i.enclosure_type, ''), coalesce(i.flags, ''), i.deleted,
		` + either(has, "content_mime_type", "i.content_mime_type", `''`) + `, coalesce(f.title, ''), coalesce(f.url, '')
		FROM rss_item i LEFT JOIN rss_feed f ON f.rssurl = i.feedurl ORDER BY i.pubDate, i.id`
}

func newsboatItem(rows *sql.Rows) (news.Item, error) {
	var it news.Item
	var file news.Enclosure
	var published int64
	var unread, deleted bool
	var flags, mime string
	if err := rows.Scan(&it.GUID, &it.Title, &it.Author, &it.Link, &it.Feed.URL, &published, &it.Content, &unread,
		&file.URL, &file.Type, &flags, &deleted, &mime, &it.Feed.Title, &it.Feed.Link); err != nil {
		return it, err
	}
	if deleted {
		return news.Item{}, &readers.Omitted{Reason: "deleted in newsboat"}
	}
	it.GUID = newsboatGUID(it.GUID, it.Link, it.Title)
	it.Title = readers.HTMLTitle(it.Title) // as the feed wrote it
	if mime == "text/plain" {
		it.Content = html.EscapeString(it.Content)
	}
	if published > 0 {
		it.Published = news.Instant(time.Unix(published, 0))
	}
	if file.URL != "" {
		it.Enclosures = []news.Enclosure{file}
	}
	readers.Mark(&it, news.MarkRead, !unread, time.Time{})
	for _, flag := range flags {
		it.Tags = append(it.Tags, "flag-"+string(flag))
	}
	if !strings.Contains(it.Feed.URL, "://") { // exec:, filter:, a query
		it.Feed = news.Feed{URL: news.LocalFeed + "newsboat", Title: "newsboat"}
	}
	return it, nil
}

// newsboatGUID returns the feed's own guid; "" where newsboat made one. It then
// puts the link and the date of the feed together, or takes the title.
func newsboatGUID(guid, link, title string) string {
	rest, ok := strings.CutPrefix(guid, link)
	switch {
	case link == "" && guid == title:
		return ""
	case ok && link != "" && (rest == "" || !dates.Parse(rest).IsZero()):
		return ""
	}
	return guid
}
