package feed

import (
	"bytes"
	"context"
	"encoding/json"
	"net/url"
	"slices"
	"strings"

	"newsarchive/internal/news"

	"newsarchive/internal/plain"

	ext "github.com/mmcdole/gofeed/extensions"

	atomfeed "github.com/mmcdole/gofeed/atom"
	"github.com/mmcdole/gofeed/rss"
)

// reader collects what a feed says.
type reader struct {
	ctx      context.Context
	doc      news.Document
	address  string
	base     *url.URL
	language string // of the header
	authors  string // of the feed, for entries that name none
	read     int    // entries so far
	places   []int  // of each item of the document, among the entries
	xml      *tidier
	json     []json.RawMessage // the entries of a JSON Feed
}

// entry is an item with what it says beyond itself, about its story.
type entry struct {
	news.Item
	title     string   // another title, for want of one
	origin    string   // the story's address, where the link only leads to it
	publisher string   // of <source>
	site      string   // of <source>, an address
	images    []string // best first

	others               []news.ItemText // that may say something else
	keywords, categories []string        // for want of tags
	mediaFiles           []ext.Extension // of Media RSS
	dropped              dropped
}

// readXML reads a document that was tidied.
func (r *reader) readXML(t *tidier) error {
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

// notes are the elements of one prefix that gofeed keeps apart.
type notes map[string][]ext.Extension

// first returns the text of the first element that has any.
func (n notes) first(names ...string) string {
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
func (n notes) all(name string) (texts []string) {
	for _, e := range n[name] {
		texts = append(texts, e.Value)
	}
	return texts
}

// last returns the text of the last element with the name.
func (n notes) last(name string) string {
	if all := n[name]; len(all) > 0 {
		return all[len(all)-1].Value
	}
	return ""
}

// describe fills what the feed says of itself.
func (r *reader) describe(title, link string, x notes, language string) {
	f := &r.doc.Feed
	f.Description, f.Copyright = cut(plain.Line(x.first("description")), maxNote), cut(plain.Line(x.first("rights")), maxNote)
	f.Image = web(firstOf(x.first("image"), x.first("icon")))
	r.authors = names(x, "author")
	r.doc.Feed.Title = plain.Line(title)
	r.doc.Feed.Link = web(link)
	if l := tag(firstOf(x.last("language"), language, x.last("lang"), r.language)); l != undetermined {
		r.doc.Feed.Language = l
	}
}

// common fills the parts of an entry that all kinds of XML feed share. Its
// texts are there already: the language is that of the content, or else of
// the summary, or of the title.
func (e *entry) common(x notes) {
	e.otherTexts(x)
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

// dated returns the first kind of date that can be read, the last of its
// kind; raw is what was written of the first kind that was given at all.
func dated(x notes, names ...string) (raw string, d news.Date) {
	for _, name := range names {
		for _, n := range slices.Backward(x[name]) {
			raw = firstOf(raw, n.Value)
			if d = ParseDate(n.Value); !d.IsZero() {
				return raw, d
			}
		}
	}
	return raw, news.Date{}
}

// web returns the address when it is an absolute http(s) one.
func web(address string) string {
	address = strings.TrimSpace(address)
	if len(address) > maxAddress || news.NormalizeURL(address) == "" {
		return ""
	}
	return address
}

// tag returns a language tag, cut to what can be one.
func tag(language string) string {
	language = strings.ReplaceAll(strings.TrimSpace(language), "_", "-")
	if len(language) > 35 || strings.ContainsAny(language, " \t\r\n<>&\"'") {
		return ""
	}
	return language
}

// mostRaw is how much of an element is kept with what could not be used.
const mostRaw = 16 << 10

// fault records that the entry at hand, or a part of it, could not be used.
func (r *reader) fault(reason string) {
	r.doc.Faults = append(r.doc.Faults, news.Fault{Reason: reason, Raw: cut(r.elementNow(), mostRaw)})
}
