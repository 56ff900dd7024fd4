package discover

import (
	"cmp"
	"net/url"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"newsarchive/internal/charset"
)

const (
	maxFeeds = 50      // of each kind, of one page
	maxPage  = 4 << 20 // bytes of a page
	maxTitle = 200     // bytes
)

// Page is a web page.
type Page struct {
	URL         string   // the address that answered; may be empty
	ContentType string   // as its server declares it
	Links       []string // the Link header's fields (RFC 8288)
	Body        []byte
}

// Feeds returns the feeds of a page, each once and 50 of each kind at most. named
// are those that it names as its own, in <link> elements and the Link header;
// linked are links in its text that look like feeds. The first 4 MiB of the page
// are looked at.
func (p Page) Feeds() (named, linked []Feed) {
	raw := p.Body[:min(len(p.Body), maxPage)]
	text := charset.Decode(raw, charset.HeaderLabel(p.ContentType))
	s := scan{base: parse(p.URL), z: html.NewTokenizer(strings.NewReader(text))}
	s.seen = map[string]bool{}
	for _, field := range p.Links {
		for _, l := range parseLinks(field) {
			s.name(l)
		}
	}
	s.run(p.URL)
	if len(s.named) == 0 {
		s.named = inScripts(s.base, text)
	}
	return s.named, s.linked
}

// scan reads a page for feeds.
type scan struct {
	base          *url.URL
	based         bool // by the page: only its first <base> counts
	z             *html.Tokenizer
	seen          map[string]bool
	named, linked []Feed

	anchor string // the address of the link that is open
	title  string // its title, and its text
	text   strings.Builder
}

func (s *scan) run(page string) {
	for len(s.named) < maxFeeds {
		switch s.z.Next() {
		case html.ErrorToken:
			s.endAnchor(page)
			return
		case html.TextToken:
			if s.anchor != "" && s.text.Len() < maxTitle {
				s.text.Write(s.z.Text())
			}
		case html.EndTagToken:
			if name, _ := s.z.TagName(); atom.Lookup(name) == atom.A {
				s.endAnchor(page)
			}
		case html.StartTagToken, html.SelfClosingTagToken:
			s.tag(page)
		}
	}
}

func (s *scan) tag(page string) {
	name, more := s.z.TagName()
	tag := atom.Lookup(name)
	if tag != atom.Link && tag != atom.Base && tag != atom.A {
		return
	}
	var l link
	for more {
		var key, val []byte
		key, val, more = s.z.TagAttr()
		l.set(string(key), string(val))
	}
	switch tag {
	case atom.Base:
		if at := resolve(s.base, l.href); at != "" && !s.based {
			s.base, s.based = parse(at), true
		}
	case atom.Link:
		s.name(l)
	case atom.A:
		s.endAnchor(page)
		if l.isFeed() {
			s.name(l)
		} else if at := resolve(s.base, l.href); looksLikeFeed(at) {
			s.anchor, s.title = at, l.title
		}
	}
}

// name adds a link that is one of a feed.
func (s *scan) name(l link) {
	at := resolve(s.base, l.href)
	if at == "" || !l.isFeed() || s.seen[at] || len(s.named) >= maxFeeds {
		return
	}
	s.seen[at] = true
	s.named = append(s.named, Feed{URL: at, Title: oneLine(l.title)})
}

// endAnchor adds the link that was open, unless it leads to the page itself.
func (s *scan) endAnchor(page string) {
	at := s.anchor
	if at != "" && !s.seen[at] && strings.TrimRight(at, "/") != strings.TrimRight(page, "/") && len(s.linked) < maxFeeds {
		s.seen[at] = true
		s.linked = append(s.linked, Feed{URL: at, Title: cmp.Or(oneLine(s.title), oneLine(s.text.String()))})
	}
	s.anchor = ""
	s.text.Reset()
}

func oneLine(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	return strings.ToValidUTF8(s[:min(len(s), maxTitle)], "")
}
