package faultserver

import (
	"fmt"
	"strings"
	"time"
)

const feedStart = `<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>Harbour news</title><link>https://harbour.example/</link>`

const feedEnd = `</channel></rss>`

// Day is when the items of the feeds are published. Those of a feed that changes
// are a day younger with each request.
func Day() time.Time { return time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC) }

// item is one item of a feed; items of different numbers are different.
func item(n int) string { return itemAt(n, Day()) }

func itemAt(n int, at time.Time) string {
	return fmt.Sprintf(`<item><title>Ship number %d arrives in the harbour</title><link>https://harbour.example/%[1]d</link><guid>%[1]d</guid>`+
		`<pubDate>%s</pubDate><description>It is Café blue.</description></item>`, n, at.Format(time.RFC1123))
}

var goodFeed = feedStart + item(1) + item(2) + feedEnd //nolint:gochecknoglobals // a constant text

// contents are bodies that are no feed, or a feed that is written wrongly.
func contents() []Fault {
	body := func(name, about, contentType, text string) Fault {
		return Fault{Name: name, About: about, serve: func(c *call) { c.document(contentType, text) }}
	}
	good := func(name, about, contentType, text string) Fault {
		f := body(name, about, contentType, text)
		f.Good = true
		return f
	}
	const rss = "application/rss+xml; charset=utf-8"
	return []Fault{
		good("good", "serves a feed", rss, goodFeed),
		good("no-items", "serves a feed without items", rss, feedStart+feedEnd),
		good("wrong-type", "serves a feed as a program to download", "application/octet-stream", goodFeed),
		good("wrong-charset", "says UTF-8 and serves Latin-1", rss, strings.ReplaceAll(goodFeed, "é", "\xe9")),
		good("unknown-charset", "names a character set that does not exist", "application/rss+xml; charset=klingon", goodFeed),
		good("bad-items", "serves a feed with entries that say nothing", rss, feedStart+item(1)+"<item></item><item><guid> </guid></item>"+feedEnd),
		body("truncated", "serves a feed that ends within an item", rss, feedStart+item(1)+item(2)[:40]),
		body("truncated-early", "serves a feed that ends before its first item", rss, feedStart[:90]),
		body("empty", "serves an empty body", rss, ""),
		body("blank", "serves blanks", rss, " \n\t\n "),
		body("zeros", "serves NUL bytes", rss, strings.Repeat("\x00", 4096)),
		body("plain-text", "serves a line of text", "text/plain", "It works!\n"),
		body("json", "serves JSON that is no JSON Feed", "application/json", `{"status":"ok","posts":[1,2]}`),
		body("opml", "serves a list of feeds", "text/x-opml", `<?xml version="1.0"?><opml version="2.0"><head/><body/></opml>`),
		body("sitemap", "serves a sitemap", "text/xml", `<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"/>`),
		body("other-xml", "serves XML of another kind", "text/xml", `<?xml version="1.0"?><soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"/>`),
		body("picture", "serves a picture", rss, "GIF89a picture"),
		body("pdf", "serves a PDF file", rss, "%PDF-1.7\n"),
		body("recording", "serves a recording", rss, "ID3\x04 recording"),
	}
}
