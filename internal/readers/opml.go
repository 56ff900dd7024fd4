package readers

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"newsarchive/internal/charset"
	"newsarchive/internal/news"
	"newsarchive/internal/plain"

	"golang.org/x/net/html"
)

// Namespace is the XML namespace of the archive's own settings in OPML: the
// attributes name, every (a Go duration), text (on, off) and tags (a record of
// CSV) of an outline.
const Namespace = "urn:newsarchive:opml"

const (
	maxOutlines = 100_000
	maxFolders  = 50 // nesting
	maxTag      = 1 << 10
	maxTags     = 500
	maxLink     = 8 << 10
)

// opmlReader reads outlines. The tokenizer of HTML reads what is not well-formed
// too: names in any case, a bare "&", attributes without quotes.
type opmlReader struct {
	list    *List
	prefix  string   // of our namespace, with its colon
	folders []string // the open outlines; a feed's is ""
	too     bool     // it is nested too deeply
}

// readOPML reads OPML 1.0 to 2.0 (opml.org). Outlines that contain others are
// folders; their names are tags of the feeds within. Comments and unknown
// elements are skipped.
func readOPML(raw []byte) (List, error) {
	list := List{Form: OPML}
	r := opmlReader{list: &list}
	z := html.NewTokenizer(strings.NewReader(charset.Decode(raw, xmlEncoding(raw))))
	z.SetMaxBuf(1 << 20)
	inTitle := false
	for {
		switch kind := z.Next(); kind {
		case html.ErrorToken:
			if err := z.Err(); !errors.Is(err, io.EOF) {
				return list, fmt.Errorf("the OPML cannot be read to its end: %w", err)
			}
			return list, nil
		case html.TextToken:
			if inTitle && list.Title == "" {
				list.Title = bound(plain.Line(string(z.Text())), maxTag)
			}
		case html.StartTagToken, html.SelfClosingTagToken:
			name, more := z.TagName()
			tag := string(name)
			inTitle = tag == "title"
			if tag != "outline" && tag != "opml" {
				continue
			}
			attrs := attributes(z, more)
			if tag == "opml" {
				r.namespace(attrs)
				continue
			}
			if list.Read++; list.Read > maxOutlines {
				return list, fmt.Errorf("there are more than %d outlines", maxOutlines)
			}
			r.outline(attrs, kind == html.SelfClosingTagToken)
		case html.EndTagToken:
			inTitle = false
			if name, _ := z.TagName(); string(name) == "outline" && len(r.folders) > 0 {
				r.folders = r.folders[:len(r.folders)-1]
			}
		}
	}
}

// xmlEncoding returns the encoding that an XML declaration names, or "".
func xmlEncoding(raw []byte) string {
	head := raw[:min(len(raw), 200)]
	_, rest, ok := bytes.Cut(head, []byte("encoding="))
	if !ok || len(rest) == 0 || !bytes.Contains(head, []byte("<?xml")) {
		return ""
	}
	label, _, _ := bytes.Cut(rest[1:], rest[:1])
	return string(label)
}

// attributes returns the attributes of a tag by their names in lower case; the
// first of each name.
func attributes(z *html.Tokenizer, more bool) map[string]string {
	all := map[string]string{}
	for more {
		var key, value []byte
		key, value, more = z.TagAttr()
		if _, twice := all[string(key)]; !twice {
			all[string(key)] = strings.TrimSpace(string(value))
		}
	}
	return all
}

func (r *opmlReader) namespace(attrs map[string]string) {
	for name, value := range attrs {
		if prefix, ok := strings.CutPrefix(name, "xmlns:"); ok && value == Namespace {
			r.prefix = prefix + ":"
		}
	}
}

// outline reads the start of an outline: a feed, or a folder.
func (r *opmlReader) outline(attrs map[string]string, selfClosing bool) {
	title := first(attrs["title"], attrs["text"])
	address := first(attrs["xmlurl"], attrs["rssurl"])
	kind := strings.ToLower(attrs["type"])
	isFeed := kind == "rss" || kind == "atom" || kind == "feed" || kind == "jsonfeed"
	if address == "" && isFeed {
		address = attrs["url"]
	}
	folder := title
	switch {
	case address != "":
		folder = ""
		r.feed(address, title, attrs)
	case kind == "include" || kind == "link":
		r.list.skip(title, "an outline of the type "+kind+" is not followed: "+bound(attrs["url"], 200))
	case isFeed || attrs["htmlurl"] != "":
		r.list.skip(title, "it has no address of a feed (xmlUrl); its page is "+first(bound(attrs["htmlurl"], 200), "not given either"))
	}
	if selfClosing {
		return
	}
	r.folders = append(r.folders, bound(folder, maxTag))
	if len(r.folders) > maxFolders && !r.too {
		r.too = true
		r.list.skip(title, fmt.Sprintf("folders within more than %d others are no tags", maxFolders))
	}
}

func (r *opmlReader) feed(address, title string, attrs map[string]string) {
	f := news.Feed{
		Title: bound(plain.Line(title), maxTag), Link: bound(attrs["htmlurl"], maxLink), Language: bound(attrs["language"], 50),
		Description: bound(plain.Text(attrs["description"]), 4<<10), State: &news.FeedState{},
	}
	f.Tags = append(f.Tags, r.folders[:min(len(r.folders), maxFolders)]...)
	for category := range strings.SplitSeq(attrs["category"], ",") {
		f.Tags = append(f.Tags, strings.Split(category, "/")...)
	}
	if r.prefix != "" {
		r.settings(&f, attrs)
	}
	if attrs["title"] == "" && (f.Title == f.Name || f.Title == address) { // as WriteOPML writes a feed without title
		f.Title = ""
	}
	r.list.add(address, f)
}

// settings reads the archive's own attributes.
func (r *opmlReader) settings(f *news.Feed, attrs map[string]string) {
	f.Name = bound(attrs[r.prefix+"name"], maxTag)
	if every, err := time.ParseDuration(attrs[r.prefix+"every"]); err == nil && every >= time.Minute && every <= 10*365*24*time.Hour {
		f.State.Every, f.State.EverySet = news.Seconds(every), true
	}
	if text := news.TextSetting(attrs[r.prefix+"text"]); text == news.TextOn || text == news.TextOff {
		f.State.Text = text
	}
	if tags, err := csv.NewReader(strings.NewReader(attrs[r.prefix+"tags"])).Read(); err == nil {
		f.Tags = tags
	}
}
