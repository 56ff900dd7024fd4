package post

import (
	"net/url"
	"strings"

	"newsarchive/internal/feed"
	"newsarchive/internal/news"
	"newsarchive/internal/plain"
)

// Parse parses a post. path is that of the file, slash-separated and relative
// to the root of the import. It is kept in Item.Post and begins errors:
// "posts/x.md:3: …".
//
// Item.Feed.URL is the post's source; when empty, the item belongs to the
// archive's local feed. A date that cannot be parsed is kept in PublishedRaw
// without an error. Parse fails, with an *[Error], for missing or invalid front
// matter, for a file that is not UTF-8 text, and for a post without title, link,
// text and enclosures.
func Parse(raw []byte, path string) (news.Item, error) {
	p, err := split(raw, path)
	if err != nil {
		return news.Item{}, err
	}
	f, err := p.read()
	if err != nil {
		return news.Item{}, err
	}
	item := news.Item{
		Feed:     news.Feed{URL: f.trimmed("source")},
		GUID:     f.text("guid"),
		Link:     f.trimmed("link"),
		Related:  f.trimmed("related"),
		Title:    f.text("title"),
		Author:   strings.Join(f.authors(), ", "),
		Content:  p.content(),
		Image:    f.trimmed("image", "images", "cover.image"),
		Tags:     f.labels(),
		Language: language(f),
		Post:     &news.Post{Path: path, Raw: string(raw)},
	}
	item.Published, item.PublishedRaw = f.firstDate("date", "publishdate", "pubdate", "published", "lastmod")
	item.Details = f.extras()
	item.Updated, item.UpdatedRaw = f.date("lastmod")
	if empty(&item, item.Title, item.Content) {
		return news.Item{}, errorAt(path, p.line, "the post has no title, no link, no text and no enclosure")
	}
	google := feed.Cluster(&item, f.text("publisher"), "")
	if google && item.GUID == "" {
		item.GUID = news.GoogleToken(item.Link)
	}
	if !item.Cluster {
		describe(&item, f.text("description", "summary"))
	}
	if !google {
		item.Stories = []news.Story{ordinaryStory(item, f)}
	}
	return item, nil
}

// empty is whether an item with this title and body has nothing to read, to
// open or to listen to.
func empty(item *news.Item, title, body string) bool {
	return item.Link == "" && len(item.Enclosures) == 0 && plain.Line(title) == "" && strings.TrimSpace(body) == ""
}

// ordinaryStory is the one story of an ordinary post.
func ordinaryStory(item news.Item, f front) news.Story {
	s := news.Story{
		Link:      item.Link,
		Title:     plain.Line(item.Title),
		Site:      news.Site(item.Link),
		Publisher: plain.Line(f.text("publisher")),
		Author:    plain.Line(item.Author),
		Image:     item.Image,
		Language:  item.Language,
	}
	if s.Publisher == "" {
		s.Publisher = s.Site
	}
	if s.Publisher == "" {
		s.Publisher = s.Author
	}
	return s
}

// describe fills the summary, unless the body says the same, and the text.
func describe(item *news.Item, description string) {
	body, summary := bodyText(item.Content), plain.Text(description)
	if summary != "" && !beginsWith(body, summary) {
		item.Summary = description
		body = strings.TrimSpace(summary + "\n" + body)
	}
	item.Text = body
}

// beginsWith reports whether the text begins with the summary, white space and the
// dots of a cut aside.
func beginsWith(text, summary string) bool {
	summary = strings.Join(strings.Fields(summary), " ")
	summary = strings.TrimRight(strings.TrimSuffix(summary, "…"), ". ")
	return strings.HasPrefix(strings.Join(strings.Fields(text), " "), summary)
}

// language returns what the post declares, or the hl= of Google's feed.
func language(f front) string {
	if declared := f.trimmed("language", "lang"); declared != "" {
		return declared
	}
	source, err := url.Parse(f.trimmed("source"))
	if err != nil || news.Site(source.String()) != "news.google.com" {
		return ""
	}
	return source.Query().Get("hl")
}
