package post

import (
	"net/url"
	"strings"

	"newsarchive/internal/news"
	"newsarchive/internal/feed"
	"newsarchive/internal/plain"
)

// Parse reads a post. path is the file's, with slashes and relative to where
// the import began; it is kept in Item.Post and named in errors, before the
// line: "posts/x.md:3: …".
//
// Item.Feed.URL is the post's source, or empty: then the item belongs to the
// archive's local feed. A date that cannot be read is kept in PublishedRaw
// and is no error; broken front matter is one, and so are a file without
// front matter, one that is no UTF-8 text, and a post that says nothing.
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
		Feed:     news.Feed{URL: f.word("source")},
		GUID:     f.text("guid"),
		Link:     f.word("link"),
		Related:  f.word("related"),
		Title:    f.text("title"),
		Author:   strings.Join(f.authors(), ", "),
		Content:  p.content(),
		Image:    f.word("image", "images", "cover.image"),
		Tags:     f.labels(),
		Language: language(f),
		Post:     &news.Post{Path: path, Raw: string(raw)},
	}
	item.Published, item.PublishedRaw = f.firstDate("date", "publishdate", "pubdate", "published", "lastmod")
	item.More = f.more()
	item.Updated, item.UpdatedRaw = f.date("lastmod")
	if item.Link == "" && plain.Line(item.Title) == "" && strings.TrimSpace(item.Content) == "" {
		return news.Item{}, fault(path, p.line, "the post has no title, no link and no text")
	}
	google := feed.Cluster(&item, f.text("publisher"), "")
	if google && item.GUID == "" {
		item.GUID = news.GoogleToken(item.Link)
	}
	if !item.Cluster {
		describe(&item, f.text("description", "summary"))
	}
	if !google {
		item.Stories = []news.Story{single(item, f)}
	}
	return item, nil
}

// single is the one story of an ordinary post.
func single(item news.Item, f front) news.Story {
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
	if summary != "" && !says(body, summary) {
		item.Summary = description
		body = strings.TrimSpace(summary + "\n" + body)
	}
	item.Text = body
}

// says reports whether the text begins with the summary, white space and the
// dots of a cut aside.
func says(text, summary string) bool {
	summary = strings.Join(strings.Fields(summary), " ")
	summary = strings.TrimRight(strings.TrimSuffix(summary, "…"), ". ")
	return strings.HasPrefix(strings.Join(strings.Fields(text), " "), summary)
}

// language returns what the post declares, or the hl= of Google's feed.
func language(f front) string {
	if declared := f.word("language", "lang"); declared != "" {
		return declared
	}
	source, err := url.Parse(f.word("source"))
	if err != nil || news.Site(source.String()) != "news.google.com" {
		return ""
	}
	return source.Query().Get("hl")
}
