package discover

import (
	"net/url"
	"slices"
	"strings"
)

// link is a link of a page, as an element or a header field has it.
type link struct{ href, rel, typ, title string }

func (l *link) set(name, value string) {
	for _, field := range []struct {
		name string
		to   *string
	}{{"href", &l.href}, {"rel", &l.rel}, {"type", &l.typ}, {"title", &l.title}} {
		if field.name == name && *field.to == "" {
			*field.to = value
		}
	}
}

// isFeed reports whether a link is one of a feed of the page: an alternate of a
// feed's type, or rel=feed.
func (l link) isFeed() bool {
	rel := strings.Fields(strings.ToLower(l.rel))
	if slices.Contains(rel, "feed") {
		return true
	}
	typ, _, _ := strings.Cut(strings.ToLower(l.typ), ";")
	switch strings.TrimSpace(typ) {
	case "application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/feed+json", "application/xml+rss", "text/xml+rss", "application/rss", "application/atom":
	case "application/xml", "text/xml", "application/json":
		if !looksLikeFeed(resolve(&url.URL{Scheme: "https", Host: "page.example"}, l.href)) {
			return false
		}
	default:
		return false
	}
	return slices.Contains(rel, "alternate")
}

// looksLikeFeed reports whether an absolute address is spelled like one of a
// feed.
func looksLikeFeed(address string) bool {
	u := parse(address)
	if u == nil {
		return false
	}
	path := strings.ToLower(strings.TrimRight(u.Path, "/"))
	last := path[strings.LastIndexByte(path, '/')+1:]
	switch last {
	case "feed", "rss", "atom", "rss2", "feeds", "rss.xml", "atom.xml", "feed.xml", "feed.json", "index.xml", "index.rdf", "rss.php", "feed.php":
		return true
	}
	for _, end := range []string{".rss", ".atom", ".rdf", "-rss.xml", "_rss.xml", "/feed.xml"} {
		if strings.HasSuffix(path, end) {
			return true
		}
	}
	if first, _, _ := strings.Cut(u.Hostname(), "."); (first == "feeds" || first == "rss") && last != "" {
		return true
	}
	query := u.Query()
	for _, name := range []string{"feed", "format", "type", "alt"} {
		switch strings.ToLower(query.Get(name)) {
		case "rss", "rss2", "atom", "feed", "json-feed":
			return true
		}
	}
	return false
}

const (
	maxHeader      = 16 << 10 // bytes of one Link field
	maxHeaderLinks = 100
)

// parseLinks reads a Link header field (RFC 8288, section 3).
func parseLinks(field string) (links []link) {
	field = field[:min(len(field), maxHeader)]
	for len(links) < maxHeaderLinks {
		_, rest, ok := strings.Cut(field, "<")
		if !ok {
			return links
		}
		var l link
		if l.href, field, ok = strings.Cut(rest, ">"); !ok {
			return links
		}
		field = l.params(field)
		links = append(links, l)
	}
	return links
}

// params reads the parameters of a link and returns what follows its comma.
func (l *link) params(s string) (rest string) {
	for {
		s = strings.TrimLeft(s, " \t;")
		if s == "" {
			return ""
		}
		if s[0] == ',' {
			return s[1:]
		}
		end := strings.IndexAny(s, "=;,")
		if end < 0 {
			return ""
		}
		name := strings.ToLower(strings.TrimSpace(s[:end]))
		if s = s[end:]; s[0] != '=' {
			continue
		}
		var value string
		value, s = paramValue(strings.TrimLeft(s[1:], " \t"))
		l.set(name, value)
	}
}

// paramValue reads a token or a quoted string.
func paramValue(s string) (value, rest string) {
	if !strings.HasPrefix(s, `"`) {
		end := strings.IndexAny(s, ";,")
		if end < 0 {
			return strings.TrimSpace(s), ""
		}
		return strings.TrimSpace(s[:end]), s[end:]
	}
	var b strings.Builder
	for i := 1; i < len(s); i++ {
		switch {
		case s[i] == '"':
			return b.String(), s[i+1:]
		case s[i] == '\\' && i+1 < len(s):
			i++
		}
		b.WriteByte(s[i])
	}
	return b.String(), ""
}
