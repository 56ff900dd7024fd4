package feed

import (
	"net/url"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// isPage reports whether the text is an HTML page.
func isPage(text string) bool {
	head := strings.ToLower(text[:min(len(text), 15)])
	if strings.HasPrefix(head, "<!doctype html") {
		return true
	}
	c := scanner{s: text}
	for {
		switch tok := c.next(); tok.kind {
		case end, closing:
			return false
		case open:
			return strings.EqualFold(tok.text, "html")
		}
	}
}

// isFragment reports whether the text begins with an HTML element.
func isFragment(text string) bool {
	c := scanner{s: text}
	for {
		switch tok := c.next(); tok.kind {
		case end, closing:
			return false
		case open:
			return atom.Lookup([]byte(strings.ToLower(tok.text))) != 0
		}
	}
}

const (
	maxPageFeeds = 50      // of one page
	maxPageBytes = 1 << 20 // bytes of a page
)

// pageFeeds returns the addresses of the feeds that a page names with
// <link rel="alternate" type="application/rss+xml" href="…">, absolute, each
// once.
func pageFeeds(text string, base *url.URL) (feeds []string) {
	z := html.NewTokenizer(strings.NewReader(text[:min(len(text), maxPageBytes)]))
	seen := map[string]bool{}
	for len(feeds) < maxPageFeeds {
		kind := z.Next()
		if kind == html.ErrorToken {
			return feeds
		}
		if kind != html.StartTagToken && kind != html.SelfClosingTagToken {
			continue
		}
		name, more := z.TagName()
		tag := atom.Lookup(name)
		if tag != atom.Link && tag != atom.Base {
			continue
		}
		attrs := map[string]string{}
		for more {
			var key, val []byte
			key, val, more = z.TagAttr()
			attrs[string(key)] = string(val)
		}
		href := attrs["href"]
		if tag == atom.Base {
			base = rebase(base, strings.TrimSpace(href))
			continue
		}
		address := resolve(base, href)
		if href == "" || !feedType(attrs["type"]) || !hasWord(attrs["rel"], "alternate") || seen[address] {
			continue
		}
		seen[address] = true
		feeds = append(feeds, address)
	}
	return feeds
}

func feedType(typ string) bool {
	typ, _, _ = strings.Cut(strings.ToLower(typ), ";")
	switch strings.TrimSpace(typ) {
	case "application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/feed+json", "application/xml+rss":
		return true
	}
	return false
}

func hasWord(list, word string) bool {
	for _, w := range strings.Fields(list) {
		if strings.EqualFold(w, word) {
			return true
		}
	}
	return false
}
