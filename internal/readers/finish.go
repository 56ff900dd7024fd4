package readers

import (
	"errors"
	"html"
	"slices"
	"strings"
	"time"

	"newsarchive/internal/news"
)

const (
	maxTitle = 16 << 10 // bytes of a title, an author, a guid
	maxText  = 8 << 20  // bytes of a text
	maxFiles = 500
)

// Finish bounds an item's fields and gives an item without guid and link its
// key. The error says that nothing is known of it.
func Finish(it *news.Item) error {
	for _, f := range []struct {
		field *string
		max   int
	}{
		{&it.Title, maxTitle},
		{&it.Author, maxTitle},
		{&it.GUID, maxTitle},
		{&it.Link, maxLink},
		{&it.Related, maxLink},
		{&it.Image, maxLink},
		{&it.Comments, maxLink},
		{&it.Language, 50},
		{&it.Summary, maxText},
		{&it.Content, maxText},
		{&it.Feed.Title, maxTag},
		{&it.Feed.Link, maxLink},
	} {
		*f.field = bound(strings.TrimSpace(strings.ToValidUTF8(*f.field, "\ufffd")), f.max)
	}
	if len(it.Feed.URL) > maxLink {
		return errors.New("the address of its feed is too long")
	}
	for i := range it.Texts {
		it.Texts[i].HTML = bound(strings.ToValidUTF8(it.Texts[i].HTML, "\ufffd"), maxText)
	}
	it.Enclosures = it.Enclosures[:min(len(it.Enclosures), maxFiles)]
	it.Tags, it.Feed.Tags = tags(it.Tags), tags(it.Feed.Tags)
	if it.Related == it.Link {
		it.Related = ""
	}
	if it.GUID == it.Link { // the other program's stand-in for a guid, or as good as none
		it.GUID = ""
	}
	if it.Link == "" && it.Title == "" && it.Summary == "" && it.Content == "" && it.GUID == "" {
		return errors.New("the entry has no link, title or text")
	}
	if it.GUID == "" && it.Link == "" && it.Title != "" && !it.Published.IsZero() {
		it.Key = news.DatedKey(it.Title, it.Published)
	}
	return nil
}

// Mark adds a mark to an item if it is marked so. at is when it was; zero where
// the export does not say.
func Mark(it *news.Item, name string, marked bool, at time.Time) {
	if marked && !slices.ContainsFunc(it.Marks, func(m news.StoryMark) bool { return m.Mark == name }) {
		it.Marks = append(it.Marks, news.StoryMark{Mark: name, At: at})
	}
}

// plainTitle is a title in plain text as an item has it: HTML. One that means
// the same as HTML stays as it is, as in most feeds.
func plainTitle(title string) string {
	if !strings.Contains(title, "<") && html.UnescapeString(title) == title {
		return title
	}
	return strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;").Replace(title)
}

// HTMLTitle is a title of which nobody says whether it is HTML, in the spelling
// of plainTitle where it has no markup.
func HTMLTitle(title string) string {
	if strings.Contains(title, "<") {
		return title
	}
	return plainTitle(html.UnescapeString(title))
}

// Unquote decodes what PHP's htmlspecialchars encodes.
func Unquote(s string) string {
	return strings.NewReplacer("&amp;", "&", "&quot;", `"`, "&#039;", "'", "&apos;", "'", "&lt;", "<", "&gt;", ">").Replace(s)
}
