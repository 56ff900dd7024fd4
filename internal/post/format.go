package post

import (
	"bytes"
	"cmp"
	"fmt"
	"net/url"
	"strings"

	"newsarchive/internal/news"
	"newsarchive/internal/plain"
)

// maxDescription is the length in runes at which the description of an
// ordinary item is cut. That of a cluster names all its stories.
const maxDescription = 300

// Format returns the item as a post: the original bytes if it was read from a
// post, otherwise the form of a Google News post.
//
// A field of the item that this form has no place for (guid, related,
// publisher, author, language, lastmod) is written only where it says more
// than the form's own fields do. An item has no post when it has no title, no
// link, no text and no enclosure.
func Format(item news.Item) ([]byte, error) {
	if item.Post != nil {
		return []byte(item.Post.Raw), nil
	}
	body, title := item.Content, title(item)
	switch {
	case body == "" && item.Cluster:
		body = listHTML(item)
	case body == "":
		body = item.Summary
	}
	body = cleanText(body)
	if empty(&item, title, body) {
		return nil, errEmpty(item)
	}

	var w writer
	summary := description(item, body)
	w.double("title", title)
	if !item.Published.IsZero() {
		w.bare("date", item.Published.String())
	}
	w.double("description", summary)
	w.double("summary", summary)
	w.double("slug", slug(plain.Line(title)))
	w.single("image", item.Image)
	w.single("link", item.Link)
	w.single("source", item.Feed.URL)
	w.optional(item)
	w.extras(item.Details)
	w.list("categories", host(item.Link))
	w.list("tags", tags(item)...)
	w.WriteByte('\n')
	w.bare("draft", "false")

	var post bytes.Buffer
	post.WriteString("---\n")
	post.Write(w.Bytes())
	post.WriteString("---\n")
	if body != "" {
		post.WriteString(body)
		post.WriteByte('\n')
	}
	return post.Bytes(), nil
}

// title is the item's own, or for an item that lost it that of its lead.
func title(item news.Item) string {
	if item.Title != "" || len(item.Stories) == 0 {
		return item.Title
	}
	lead := item.Stories[0]
	if item.Cluster && lead.Publisher != "" {
		return lead.Title + " - " + lead.Publisher
	}
	return lead.Title
}

// optional writes the fields that a Google News post does not have.
func (w *writer) optional(item news.Item) {
	if item.GUID != item.Link && item.GUID != news.GoogleToken(item.Link) {
		w.extra("guid", item.GUID)
	}
	if !item.Cluster {
		w.extra("related", item.Related)
		if !severalAuthors(item.Details) {
			w.extra("author", item.Author)
		}
		if len(item.Stories) > 0 {
			lead := item.Stories[0]
			if lead.Publisher != cmp.Or(lead.Site, plain.Line(item.Author)) {
				w.extra("publisher", lead.Publisher)
			}
		}
	}
	if item.Language != language(front{"source": {item.Feed.URL}}) {
		w.extra("language", item.Language)
	}
	if !item.Updated.IsZero() {
		w.bare("lastmod", item.Updated.String())
	}
}

// description is a post's summary in plain text: of a cluster its headlines
// with their publishers, of an ordinary item its summary or the beginning of
// its body.
func description(item news.Item, body string) string {
	if item.Cluster {
		return headlines(item)
	}
	if summary := plain.Line(item.Summary); summary != "" && item.Content != "" {
		return summary
	}
	text := []rune(strings.ReplaceAll(bodyText(body), "\n", " "))
	if len(text) <= maxDescription {
		return string(text)
	}
	cut := string(text[:maxDescription])
	if at := strings.LastIndexByte(cut, ' '); at > 0 {
		cut = cut[:at]
	}
	return cut + "…"
}

// host is the link's, in lower case, as the category of a post.
func host(link string) string {
	u, err := url.Parse(strings.TrimSpace(link))
	if err != nil {
		return ""
	}
	return strings.ToLower(u.Hostname())
}

func errEmpty(item news.Item) error {
	return fmt.Errorf("write item %d as a post: it has no title, no link, no text and no enclosure", item.ID)
}
