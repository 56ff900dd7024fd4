package readerdb

import (
	"database/sql"
	"encoding/json"
	"strings"
	"time"

	"newsarchive/internal/news"
	"newsarchive/internal/readers"
)

// freshQuery selects the entries of a FreshRSS database (its
// app/SQL/install.sql.sqlite.php). The id of an entry is when it was added, in
// microseconds; lastUserModified, which newer versions have, when its marks last
// changed, in seconds.
func freshQuery(has map[string]bool) string {
	return `SELECT e.id, e.guid, e.title, coalesce(e.author, ''), coalesce(e.content, ''), e.link, coalesce(e.date, 0), e.is_read, e.is_favorite,
		coalesce(e.tags, ''), coalesce(` + either(has, "attributes", "e.attributes", `''`) + `, ''), coalesce(f.url, ''), coalesce(f.name, ''), coalesce(f.website, ''),
		coalesce(CASE c.id WHEN 1 THEN '' ELSE c.name END, ''),
		coalesce((SELECT group_concat(t.name, char(10)) FROM entrytag et JOIN tag t ON t.id = et.id_tag WHERE et.id_entry = e.id), ''),
		coalesce(` + either(has, "lastUserModified", "e.lastUserModified", "0") + `, 0)
		FROM (SELECT * FROM entry) e LEFT JOIN feed f ON f.id = e.id_feed LEFT JOIN category c ON c.id = f.category ORDER BY e.id`
}

func freshItem(rows *sql.Rows) (news.Item, error) {
	var it news.Item
	var id, published, modified int64
	var read, starred bool
	var categories, attributes, folder, labels string
	if err := rows.Scan(&id, &it.GUID, &it.Title, &it.Author, &it.Content, &it.Link, &published, &read, &starred,
		&categories, &attributes, &it.Feed.URL, &it.Feed.Title, &it.Feed.Link, &folder, &labels, &modified); err != nil {
		return it, err
	}
	for _, s := range []*string{&it.GUID, &it.Author, &it.Link, &it.Feed.URL, &it.Feed.Title, &it.Feed.Link, &categories, &folder, &labels} {
		*s = readers.Unquote(*s)
	}
	it.Title, it.Author = readers.HTMLTitle(it.Title), strings.Trim(it.Author, "; ")
	if published > 0 {
		it.Published = news.Instant(time.Unix(published, 0))
	}
	if id > 1e15 { // smaller ids are no times
		it.FirstSeen = time.UnixMicro(id).UTC()
	}
	for tag := range strings.FieldsFuncSeq(categories, func(r rune) bool { return r == '#' || r == ',' }) {
		it.Tags = append(it.Tags, tag)
	}
	it.Tags = append(it.Tags, strings.Split(labels, "\n")...)
	it.Feed.Tags = []string{folder}
	var changed time.Time
	if modified > 0 {
		changed = time.Unix(modified, 0).UTC()
	}
	readers.Mark(&it, news.MarkRead, read, changed)
	readers.Mark(&it, news.MarkStarred, starred, time.Time{})
	freshFiles(&it, attributes)
	if !strings.Contains(it.Feed.URL, "://") {
		it.Feed = news.Feed{URL: news.LocalFeed + "freshrss", Title: "FreshRSS"}
	}
	return it, nil
}

// freshFiles reads the enclosures and the picture of an entry's attributes.
func freshFiles(it *news.Item, attributes string) {
	var all struct {
		Thumbnail  struct{ URL string }
		Enclosures []struct {
			URL, Type, Title string
			Length           json.Number
		}
	}
	_ = json.Unmarshal([]byte(attributes), &all) // what cannot be read is left out
	it.Image = all.Thumbnail.URL
	for _, f := range all.Enclosures {
		if f.URL != "" {
			length, _ := f.Length.Int64() // 0 if it is none
			it.Enclosures = append(it.Enclosures, news.Enclosure{URL: readers.Unquote(f.URL), Type: f.Type, Title: f.Title, Length: max(length, 0)})
		}
	}
}
