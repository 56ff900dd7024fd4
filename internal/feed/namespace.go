package feed

import (
	"net/url"
	"strings"
)

// undetermined is the language code for xml:lang="", which declares none.
const undetermined = "und"

// binding is a declared namespace prefix, in a list from the innermost out.
type binding struct {
	prefix, uri string
	outer       *binding
}

// enter opens an element and returns its name in the usual spelling: the
// prefix by which its namespace is known, "" for the feed's own vocabulary,
// "?" for a namespace that is not used; and the local name in lower case.
func (t *normalizer) enter(tok token) (prefix, local string) {
	t.push(tok)
	return t.canonical(tok.text)
}

// push opens an element and reads its attributes. Its namespaces, language and
// base hold for its children (Namespaces in XML 1.0, XML Base).
func (t *normalizer) push(tok token) {
	s := *t.top()
	s.name = tok.text
	t.attrs = attributes(t.attrs[:0], tok.attrs)
	if strings.Contains(tok.attrs, "xml") {
		for _, a := range t.attrs {
			switch value := strings.TrimSpace(decode(a.value)); {
			case a.name == "xml:lang":
				s.lang = firstOf(value, undetermined)
			case a.name == "xml:base":
				s.base = rebase(s.base, value)
			case a.name == "xmlns":
				s.ns = &binding{uri: value, outer: s.ns}
			case strings.HasPrefix(a.name, "xmlns:"):
				s.ns = &binding{prefix: a.name[len("xmlns:"):], uri: value, outer: s.ns}
			}
		}
	}
	t.stack = append(t.stack, s)
}

// maxBase keeps bases within bases from growing without end.
const maxBase = 2 << 10

// rebase returns the base that holds within an element with an xml:base.
func rebase(base *url.URL, value string) *url.URL {
	if len(value) > maxBase {
		return base
	}
	u, err := url.Parse(value)
	if err != nil || value == "" {
		return base
	}
	if base == nil {
		return u
	}
	if len(base.Path)+len(value) > maxBase && !u.IsAbs() {
		return base
	}
	return base.ResolveReference(u)
}

func (t *normalizer) canonical(name string) (prefix, local string) {
	own, local, ok := strings.Cut(name, ":")
	if !ok {
		own, local = "", name
	}
	local = strings.ToLower(local)
	for b := t.top().ns; b != nil; b = b.outer {
		if b.prefix != own {
			continue
		}
		if p, known := knownNamespace(b.uri, t.atom || local == "feed"); known {
			return p, local
		}
		break
	}
	if own == "" {
		return "", local // an unknown default namespace is a slip
	}
	switch own = strings.ToLower(own); own {
	case "rss", "rdf":
		return "", local
	case "dc", "dcterms", "content", "media", "itunes", "xhtml", "feedburner", "sy", "yandex", "turbo", "podcast", "googleplay":
		return own, local
	case "atom":
		if t.atom || local == "feed" {
			return "", local
		}
		return own, local
	}
	return "?", local
}

// prefixed returns an attribute's name as the document spells it, with the
// prefix that it bound to the namespace.
func (t *normalizer) prefixed(prefix, local string) string {
	for b := t.top().ns; b != nil; b = b.outer {
		if b.prefix != "" && prefix == "rdf" && strings.HasSuffix(b.uri, "22-rdf-syntax-ns#") {
			return b.prefix + ":" + local
		}
	}
	return prefix + ":" + local
}

// knownNamespace returns the usual prefix of a namespace.
func knownNamespace(uri string, inAtom bool) (prefix string, known bool) {
	switch strings.ToLower(strings.TrimRight(uri, "/ ")) {
	case "http://www.w3.org/2005/atom", "http://purl.org/atom/ns#", "http://purl.org/atom",
		"http://example.com/newformat#", "http://necho.sourceforge.net", "http://purl.org/echo",
		"uri/of/echo/namespace#", "http://purl.org/pie":
		if inAtom {
			return "", true
		}
		return "atom", true
	case "http://purl.org/rss/1.0", "http://my.netscape.com/rdf/simple/0.9", "http://channel.netscape.com/rdf/simple/0.9",
		"http://www.w3.org/1999/02/22-rdf-syntax-ns#", "http://backend.userland.com/rss2", "http://backend.userland.com/rss",
		"http://blogs.law.harvard.edu/tech/rss", "http://purl.org/net/rss1.1#", "http://cyber.law.harvard.edu/rss/rss.html":
		return "", true
	case "http://purl.org/dc/elements/1.1", "http://purl.org/dc/elements/1.0":
		return "dc", true
	case "http://purl.org/dc/terms":
		return "dcterms", true
	case "http://purl.org/rss/1.0/modules/content":
		return "content", true
	case "http://www.rssboard.org/media-rss", "http://search.yahoo.com/mrss", "http://search.yahoo.com/rss", "http://video.search.yahoo.com/mrss", "http://tools.search.yahoo.com/mrss":
		return "media", true
	case "http://www.itunes.com/dtds/podcast-1.0.dtd", "http://example.com/dtds/podcast-1.0.dtd":
		return "itunes", true
	case "http://purl.org/rss/1.0/modules/syndication":
		return "sy", true
	case "http://news.yandex.ru":
		return "yandex", true
	case "http://turbo.yandex.ru":
		return "turbo", true
	case "https://podcastindex.org/namespace/1.0", "https://github.com/podcastindex-org/podcast-namespace/blob/main/docs/1.0.md":
		return "podcast", true
	case "http://www.google.com/schemas/play-podcasts/1.0":
		return "googleplay", true
	case "http://www.w3.org/1999/xhtml":
		return "xhtml", true
	case "http://rssnamespace.org/feedburner/ext/1.0":
		return "feedburner", true
	}
	return "", false
}
