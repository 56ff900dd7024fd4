package feed

import (
	"bytes"
	"context"
	"encoding/json"
	"net/url"
	"slices"
	"strings"

	"newsarchive/internal/dates"
	"newsarchive/internal/news"
	"newsarchive/internal/plain"

	ext "github.com/mmcdole/gofeed/extensions"

	atomfeed "github.com/mmcdole/gofeed/atom"
	"github.com/mmcdole/gofeed/rss"
)

// reader builds the document.
type reader struct {
	ctx      context.Context
	doc      news.Document
	address  string
	base     *url.URL
	language string // of the header
	authors  string // of the feed, for entries that name none
	read     int    // entries so far
	entryOf  []int  // of each item of the document, its index among the entries
	stories  int    // of the items
	skipped  int    // items beyond maxStories
	grown    int    // bytes that addresses in texts have grown by
	xml      *normalizer
	json     []json.RawMessage // the entries of a JSON Feed
}

// entry is an item, with fields that are resolved before it is complete.
type entry struct {
	news.Item
	title     string   // another title, for want of one
	origin    string   // the story's address, where the link only leads to it
	publisher string   // of <source>
	site      string   // of <source>, an address
	images    []string // best first

	extraTexts           []news.ItemText // that may say something else
	keywords, categories []string        // for want of tags
	mediaFiles           []ext.Extension // of Media RSS
	exceeded             exceeded
}

// readXML reads a document that was normalized.
func (r *reader) readXML(t *normalizer) error {
	r.xml = t
	if t.atom {
		feed, err := new(atomfeed.Parser).Parse(r.input(bytes.NewReader(t.out)))
		if err != nil {
			return r.unreadable(err)
		}
		r.readAtom(feed)
		return nil
	}
	feed, err := new(rss.Parser).Parse(r.input(bytes.NewReader(t.out)))
	if err != nil {
		return r.unreadable(err)
	}
	r.readRSS(feed)
	return nil
}

// extensions are the elements of one namespace prefix, by local name.
type extensions map[string][]ext.Extension

// first returns the text of the first element that has any.
func (n extensions) first(names ...string) string {
	for _, name := range names {
		for _, e := range n[name] {
			if e.Value != "" {
				return e.Value
			}
		}
	}
	return ""
}

// all returns the texts of the elements with the name.
func (n extensions) all(name string) (texts []string) {
	for _, e := range n[name] {
		texts = append(texts, e.Value)
	}
	return texts
}

// last returns the text of the last element with the name.
func (n extensions) last(name string) string {
	if all := n[name]; len(all) > 0 {
		return all[len(all)-1].Value
	}
	return ""
}

// describe fills the document's Feed.
func (r *reader) describe(title, link string, x extensions, language string) {
	f := &r.doc.Feed
	f.Description, f.Copyright = r.cut("description", plain.Line(x.first("description")), maxNote), r.cut("copyright", plain.Line(x.first("rights")), maxNote)
	f.Image = web(firstOf(x.first("image"), x.first("icon")))
	r.authors = r.cut("author", names(x, "author"), maxName)
	r.interval(x)
	r.doc.Feed.Title = r.cut("title", plain.Line(title), maxName)
	r.doc.Feed.Link = web(link)
	if l := tag(firstOf(x.last("language"), language, x.last("lang"), r.language)); l != undetermined {
		r.doc.Feed.Language = l
	}
}

// common fills the fields that all kinds of XML feed share. Title, summary and
// content must be set: the language is that of the content, else of the
// summary, else of the title.
func (e *entry) common(x extensions) {
	e.readExtraTexts(x)
	e.origin = web(x.first("origin"))
	e.Comments, e.Rights = given(x.first("comments")), plain.Line(x.first("rights"))
	e.keywords = x.all("keywords")
	e.PublishedRaw, e.Published = dated(x, "published", "date", "created", "updated")
	e.UpdatedRaw, e.Updated = dated(x, "updated")
	own := x.last("titlelang")
	switch {
	case e.Content != "":
		own = x.last("contentlang")
	case e.Summary != "":
		own = x.last("summarylang")
	}
	e.Language = tag(firstOf(own, x.first("language"), x.last("lang")))
}

// dated returns the first of the named dates that can be parsed; of several
// with one name, the last. raw is its text, or that of the first date given
// when none can be parsed.
func dated(x extensions, names ...string) (raw string, d news.Date) {
	for _, name := range names {
		for _, n := range slices.Backward(x[name]) {
			raw = firstOf(raw, n.Value)
			if d = dates.Parse(decode(n.Value)); !d.IsZero() {
				return raw, d
			}
		}
	}
	return raw, news.Date{}
}

// tag returns the text as a language tag (BCP 47), or "" when it cannot be
// one.
func tag(language string) string {
	language = strings.ReplaceAll(strings.TrimSpace(language), "_", "-")
	if len(language) > 35 || strings.ContainsAny(language, " \t\r\n<>&\"'") {
		return ""
	}
	return language
}

// maxRaw is how many bytes of an element are kept with a fault.
const maxRaw = 16 << 10

// fault records that the current entry, or a part of it, could not be used.
func (r *reader) fault(reason string) {
	r.doc.Faults = append(r.doc.Faults, news.Fault{Reason: reason, Raw: cut(r.currentElement(), maxRaw)})
}
