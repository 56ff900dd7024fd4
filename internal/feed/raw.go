package feed

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"html"
	"slices"
	"strings"

	"newsarchive/internal/news"
)

// element is the byte range of an item in the document, and its context.
type element struct {
	from, to int
	root     string // a root start tag with the same namespaces, base and language
}

// recordElement records where an item is; outer is the scope around it.
func (t *normalizer) recordElement(from, to int, outer *scope) {
	if t.rootOf.tag == "" || t.rootOf.scope.ns != outer.ns || t.rootOf.scope.base != outer.base || t.rootOf.scope.lang != outer.lang {
		t.rootOf.scope, t.rootOf.tag = *outer, t.rootTag(outer)
	}
	t.elements = append(t.elements, element{from, to, t.rootOf.tag})
}

// rootTag returns a start tag of the root with the namespaces, base and
// language of a scope.
func (t *normalizer) rootTag(in *scope) string {
	b := append([]byte("<"), t.root...)
	add := func(name, value string) {
		b = append(append(append(b, ' '), name...), `="`...)
		b = append(escape(b, value), '"')
	}
	var seen []string
	for n := in.ns; n != nil; n = n.outer {
		if slices.Contains(seen, n.prefix) || len(seen) > 200 {
			continue
		}
		seen = append(seen, n.prefix)
		if n.prefix == "" {
			add("xmlns", n.uri)
		} else {
			add("xmlns:"+n.prefix, n.uri)
		}
	}
	if in.base != nil {
		if base := in.base.String(); base != t.address {
			add("xml:base", base)
		}
	}
	if in.lang != "" {
		add("xml:lang", strings.TrimPrefix(in.lang, undetermined))
	}
	return string(append(b, '>'))
}

// attachRaw sets Raw of the items. Call it last, when the document's Feed is
// complete.
func (r *reader) attachRaw(t *normalizer) {
	about := r.about(t.atom)
	heads := map[string]string{}
	for i := range r.doc.Items {
		n := r.entryOf[i]
		if n >= len(t.elements) {
			continue
		}
		e := t.elements[n]
		if heads[e.root] == "" {
			heads[e.root] = e.root + about
		}
		r.doc.Items[i].Raw = &news.Raw{Element: t.scan.s[e.from:e.to], Head: heads[e.root], Address: r.address}
	}
}

// currentElement returns the element of the current entry.
func (r *reader) currentElement() string {
	switch n := r.read - 1; {
	case n < 0:
	case r.xml != nil && n < len(r.xml.elements):
		e := r.xml.elements[n]
		return r.xml.scan.s[e.from:e.to]
	case n < len(r.json):
		return string(r.json[n])
	}
	return ""
}

// about returns the feed's own elements that its entries depend on.
func (r *reader) about(atom bool) string {
	var b []byte
	add := func(name, value string) {
		if value != "" {
			b = append(append(append(b, '<'), name...), '>')
			b = append(append(append(escape(b, value), "</"...), name...), '>')
		}
	}
	f := r.doc.Feed
	if atom {
		add("title", f.Title)
		if f.Link != "" {
			b = append(escape(append(b, `<link rel="alternate" href="`...), f.Link), `"/>`...)
		}
	} else {
		add("title", html.EscapeString(f.Title))
		add("link", f.Link)
	}
	add("language", f.Language)
	if r.authors != "" {
		b = append(escape(append(b, "<author><name>"...), r.authors), "</name></author>"...)
	}
	return string(b)
}

// jsonHead is the beginning of a JSON Feed, up to its items.
func (r *reader) jsonHead() string {
	f := r.doc.Feed
	head := struct {
		Version  string `json:"version"`
		Title    string `json:"title,omitempty"`
		Link     string `json:"home_page_url,omitempty"`
		Self     string `json:"feed_url,omitempty"`
		Language string `json:"language,omitempty"`
		Authors  []any  `json:"authors,omitempty"`
	}{Version: "https://jsonfeed.org/version/1.1", Title: f.Title, Link: f.Link, Language: f.Language}
	if r.base != nil && r.base.String() != r.address {
		head.Self = r.base.String()
	}
	if r.authors != "" {
		head.Authors = []any{map[string]string{"name": r.authors}}
	}
	text, err := json.Marshal(head)
	if err != nil {
		return ""
	}
	return strings.TrimSuffix(string(text), "}")
}

// Reparse parses a stored element in the context that it was found in, and
// returns its item. It fails when the element gives no or several items, with
// the errors of [Parse], and when ctx ends.
func Reparse(ctx context.Context, raw news.Raw) (news.Item, error) {
	text := raw.Head
	switch {
	case strings.HasPrefix(text, "{"):
		text += `,"items":[` + raw.Element + `]}`
	case strings.HasPrefix(text, "<"):
		name, _, _ := strings.Cut(text[1:], ">")
		name, _, _ = strings.Cut(name, " ")
		text += raw.Element + "</" + name + ">"
	default:
		return news.Item{}, errors.New("the head of the element is none")
	}
	doc, err := Parse(ctx, []byte(text), Options{URL: raw.Address, ContentType: "; charset=utf-8"})
	if err == nil && len(doc.Items) != 1 {
		err = fmt.Errorf("the element gives %d items", len(doc.Items))
	}
	if err != nil {
		return news.Item{}, err
	}
	return doc.Items[0], nil
}
