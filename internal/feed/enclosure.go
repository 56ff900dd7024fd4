package feed

import (
	"slices"
	"strconv"
	"strings"

	"newsarchive/internal/news"
	"newsarchive/internal/plain"

	ext "github.com/mmcdole/gofeed/extensions"
)

// files reads the enclosures (RSS 2.0). itunes:duration is that of the first.
func (e *entry) files(x extensions) {
	for _, n := range x["enclosure"] {
		e.attach(firstOf(n.Attrs["url"], n.Attrs["href"], n.Value), n)
	}
	if len(e.Enclosures) > 0 && e.Enclosures[0].Duration == 0 {
		e.Enclosures[0].Duration = seconds(x.first("duration"))
	}
}

// attach adds a file, from its element n, once and up to maxFiles.
func (e *entry) attach(address string, n ext.Extension) {
	e.noteAddress("a file's address", address)
	address = given(address)
	if address == "" || e.exceeded.files || slices.ContainsFunc(e.Enclosures, func(o news.Enclosure) bool { return o.URL == address }) {
		return
	}
	if len(e.Enclosures) >= maxFiles {
		e.exceeded.files = true
		return
	}
	e.Enclosures = append(e.Enclosures, news.Enclosure{
		URL: address, Type: e.cut("a type", strings.TrimSpace(n.Attrs["type"]), maxName), Title: e.cut("a file's title", plain.Line(n.Attrs["title"]), maxNote),
		Length: length(firstOf(n.Attrs["length"], n.Attrs["filesize"])), Duration: seconds(n.Attrs["duration"]),
	})
	if imageType(n.Attrs["type"], address) {
		e.images = append(e.images, address)
	}
}

// length parses a number of bytes, whose digits may be grouped; 0 when it is
// invalid.
func length(s string) int64 {
	n, err := strconv.ParseInt(strings.NewReplacer(",", "", ".", "", " ", "", "'", "").Replace(strings.TrimSpace(s)), 10, 64)
	if err != nil || n < 0 {
		return 0
	}
	return n
}

// seconds parses a duration: 3723, 62:03, 01:02:03, 59.5. It returns 0 when
// the text is invalid or the duration longer than a year.
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
