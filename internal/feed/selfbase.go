package feed

import (
	"context"
	"net/url"
	"strings"
)

// selfBase returns the address that a document gives as its own (rel=self,
// RFC 4287 section 4.2.7.2), else that of its page; links inside items do not
// count. It is the base when the document's address is unknown.
func selfBase(ctx context.Context, text string) *url.URL {
	c := scanner{ctx: ctx, s: text}
	var self, page *url.URL
	item := ""
	for self == nil {
		tok := c.next()
		local := strings.ToLower(tok.text[strings.IndexByte(tok.text, ':')+1:])
		switch {
		case tok.kind == end:
			return page
		case tok.kind == closing && tok.text == item:
			item = ""
		case tok.kind != open || item != "":
		case local == "item" || local == "entry":
			if !tok.selfClosing {
				item = tok.text
			}
		case local == "link":
			list := attributes(nil, tok.attrs)
			rel, _ := lookup(list, "rel")
			href, _ := lookup(list, "href")
			if href == "" && !tok.selfClosing {
				if inner := c.next(); inner.kind == chars || inner.kind == cdata {
					href = oneWord(characters(inner))
				}
			}
			u, err := url.Parse(href)
			switch {
			case err != nil || len(href) > maxBase || u.Host == "" || u.Scheme != "http" && u.Scheme != "https":
			case strings.EqualFold(rel, "self"):
				self = u
			case page == nil && (rel == "" || strings.EqualFold(rel, "alternate")):
				page = u
			}
		}
	}
	return self
}

// headerLanguage returns the first language of a header Content-Language.
func headerLanguage(header string) string {
	first, _, _ := strings.Cut(header, ",")
	return tag(first)
}
