package feed

import (
	"slices"
	"strconv"
	"strings"

	"newsarchive/internal/news"

	"newsarchive/internal/plain"

	ext "github.com/mmcdole/gofeed/extensions"
)

// otherTexts takes the texts that have no place of their own. Where the item
// lacks a title, a summary or a content, the first that can be one is that.
func (e *entry) otherTexts(x notes) {
	for _, n := range x["text"] {
		kind := n.Attrs["kind"]
		switch {
		case isTitle(kind):
			if e.title == "" && e.Title == "" {
				e.title = n.Value
				continue
			}
		case isContent(kind):
			if e.Content == "" {
				e.Content = n.Value
				continue
			}
		case e.Summary == "" && kind != "itunes:subtitle" && kind != "author":
			e.Summary = n.Value
			continue
		}
		e.other(kind, n.Value)
	}
}

func isTitle(kind string) bool { return kind == "title" || strings.HasSuffix(kind, ":title") }

func isContent(kind string) bool {
	switch kind {
	case "content", "encoded", "body", "fullitem", "content:encoded", "xhtml:body", "xhtml:div", "atom:content", "yandex:full-text", "turbo:content":
		return true
	}
	return false
}

// other notes a text, HTML, that may say something else than the item's own.
func (e *entry) other(kind, html string) {
	switch {
	case strings.TrimSpace(html) == "":
	case len(e.others) >= maxTexts:
		e.dropped.texts = true
	default:
		e.others = append(e.others, news.ItemText{Kind: kind, HTML: html})
	}
}

// keepOthers keeps those of the other texts that say something else than
// title, summary and content, each once.
func (e *entry) keepOthers() {
	if len(e.others) == 0 {
		return
	}
	said := []string{flat(plain.Text(firstOf(e.Title, e.title))), flat(e.Text)}
	for _, t := range e.others {
		text := plain.Text(t.HTML)
		says := flat(text)
		if says == "" || slices.ContainsFunc(said, func(s string) bool { return strings.Contains(s, strings.TrimRight(says, " .…[]")) }) {
			continue
		}
		said = append(said, says)
		if text != t.HTML {
			t.Text = text
		}
		e.Texts = append(e.Texts, t)
	}
}

// flat is a text as one line.
func flat(s string) string { return strings.ReplaceAll(s, "\n", " ") }

// files takes the files that are attached, with the duration that is told of
// the first.
func (e *entry) files(x notes) {
	for _, n := range x["enclosure"] {
		e.attach(firstOf(n.Attrs["url"], n.Attrs["href"], n.Value), n)
	}
	if len(e.Enclosures) > 0 && e.Enclosures[0].Duration == 0 {
		e.Enclosures[0].Duration = seconds(x.first("duration"))
	}
}

// attach adds a file by its element.
func (e *entry) attach(address string, n ext.Extension) {
	address = given(address)
	if address == "" || e.dropped.files || slices.ContainsFunc(e.Enclosures, func(o news.Enclosure) bool { return o.URL == address }) {
		return
	}
	if len(e.Enclosures) >= maxFiles {
		e.dropped.files = true
		return
	}
	e.Enclosures = append(e.Enclosures, news.Enclosure{
		URL: address, Type: strings.TrimSpace(n.Attrs["type"]), Title: plain.Line(n.Attrs["title"]),
		Length: length(firstOf(n.Attrs["length"], n.Attrs["filesize"])), Duration: seconds(n.Attrs["duration"]),
	})
	if imageType(n.Attrs["type"], address) {
		e.images = append(e.images, address)
	}
}

// length reads a number of bytes, 0 when it is none. Digits may be grouped.
func length(s string) int64 {
	n, err := strconv.ParseInt(strings.NewReplacer(",", "", ".", "", " ", "", "'", "").Replace(strings.TrimSpace(s)), 10, 64)
	if err != nil || n < 0 {
		return 0
	}
	return n
}

// seconds reads a duration: 3723, 62:03, 01:02:03, 59.5. It is 0 when it is
// none, or longer than a year.
func seconds(s string) int64 {
	const year = 366 * 24 * 3600
	total := int64(0)
	parts := strings.Split(strings.TrimSpace(s), ":")
	if len(parts) > 3 {
		return 0
	}
	for i, part := range parts {
		if i == len(parts)-1 {
			part, _, _ = strings.Cut(part, ".")
		}
		n, err := strconv.ParseInt(strings.TrimSpace(part), 10, 32)
		if err != nil || n < 0 {
			return 0
		}
		total = total*60 + n
	}
	if total > year {
		return 0
	}
	return total
}

// given returns an address as the feed gave it when it has a scheme, be it
// that of the web or not, unless it is a program or leads into the machine
// of the person that reads it.
func given(address string) string {
	address = strings.TrimSpace(address)
	if len(address) > maxAddress || !hasScheme(address) || strings.ContainsAny(address, " \t\r\n<>\"") && web(address) == "" {
		return ""
	}
	switch scheme, _, _ := strings.Cut(strings.ToLower(address), ":"); scheme {
	case "http", "https":
		return web(address)
	case "javascript", "vbscript", "data", "file", "about", "blob", "view-source":
		return "" // a program, or something of the reader's machine
	}
	return address
}
