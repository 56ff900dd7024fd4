package feed

import "strings"

// itemChild writes a child of an item in the place where it is looked for.
func (t *normalizer) itemChild(tok token) {
	prefix, local := t.enter(tok)
	switch prefix {
	case "":
		if t.atom {
			t.atomChild(tok, local)
		} else {
			t.rssChild(tok, local)
		}
	case "media":
		if !isMediaText(local) {
			t.tree(tok, prefix, local)
			return
		}
		t.mediaText(tok, local)
	default:
		t.foreignChild(tok, prefix+":"+local)
	}
	t.pop()
}

func (t *normalizer) rssChild(tok token, local string) {
	switch local {
	case "title", "description":
		t.itemText(tok, local, local)
	case "encoded", "body", "fullitem", "content":
		t.itemText(tok, "content:encoded", local)
	case "summary", "abstract":
		t.itemText(tok, "", local)
	case "link":
		t.link(tok)
	case "guid", "source", "category":
		t.leaf(tok, local)
	case "categories", "tags", "keywords":
		t.categories(tok)
	case "enclosure":
		t.leaf(tok, "x:enclosure")
	case "comments":
		t.writeElement("x:comments", t.absolute(oneWord(t.text(tok))))
	case "copyright", "rights":
		t.plain(tok, "x:rights")
	case "contributor":
		t.person(tok, "x:contributor")
	case "id":
		t.plain(tok, "x:id")
	case "pubdate", "published", "issued":
		t.plain(tok, "x:published")
	case "updated", "modified":
		t.plain(tok, "x:updated")
	case "created":
		t.plain(tok, "x:created")
	case "author":
		t.person(tok, "x:author")
	case "image":
		t.person(tok, "x:image")
	default:
		t.capture(tok)
	}
}

func (t *normalizer) atomChild(tok token, local string) {
	switch local {
	case "title", "summary":
		t.itemText(tok, local, local)
	case "content":
		if src, ok := lookup(t.attrs, "src"); ok {
			t.writeElement("x:src", t.absolute(src))
		}
		t.itemText(tok, local, local)
	case "tagline", "subtitle", "info", "description":
		t.itemText(tok, "", local)
	case "link":
		t.link(tok)
	case "id", "guid":
		t.plain(tok, "x:id")
	case "published", "issued":
		t.plain(tok, "x:published")
	case "created":
		t.plain(tok, "x:created")
	case "updated", "modified":
		t.plain(tok, "x:updated")
	case "category":
		t.leaf(tok, local)
	case "author", "contributor":
		t.person(tok, "x:"+local)
	case "rights", "copyright":
		t.markup(tok, "x:rights")
	case "source":
		t.children(tok, "", local)
	default:
		t.capture(tok)
	}
}

// foreignChild writes a child from a vocabulary that is not the feed's own.
func (t *normalizer) foreignChild(tok token, name string) {
	switch name {
	case "content:encoded", "xhtml:body", "xhtml:div", "atom:content":
		target := "content:encoded"
		if t.atom {
			target = ""
		}
		t.itemText(tok, target, name)
	case "dc:description", "dcterms:abstract", "dcterms:description", "itunes:summary", "itunes:subtitle", "atom:summary", "googleplay:description",
		"dc:title", "dcterms:title", "atom:title", "itunes:title", "yandex:full-text", "turbo:content":
		t.itemText(tok, "", name)
	case "itunes:keywords":
		t.plain(tok, "x:keywords")
	case "itunes:duration":
		t.plain(tok, "x:duration")
	case "itunes:category":
		if text, ok := lookup(t.attrs, "text"); ok {
			t.writeElement("x:category", text)
		}
		t.capture(tok)
		for c := range t.inner.tokens() { // its parts are within it
			if text, ok := lookup(attributes(nil, c.attrs), "text"); ok && c.kind == open {
				t.writeElement("x:category", text)
			}
		}
	case "dc:rights", "dcterms:rights", "atom:rights":
		t.plain(tok, "x:rights")
	case "dc:contributor", "dcterms:contributor", "atom:contributor":
		t.person(tok, "x:contributor")
	case "podcast:person":
		t.personLeaf(tok)
	case "atom:category":
		term, _ := lookup(t.attrs, "term")
		label, _ := lookup(t.attrs, "label")
		t.writeElement("x:category", firstOf(label, term, t.text(tok)))
	case "atom:link", "itunes:image":
		t.leaf(tok, name)
	case "atom:id":
		t.plain(tok, "x:id")
	case "dcterms:issued", "atom:published", "atom:issued":
		t.plain(tok, "x:published")
	case "dcterms:created", "atom:created":
		t.plain(tok, "x:created")
	case "dcterms:modified", "atom:updated", "atom:modified":
		t.plain(tok, "x:updated")
	case "dc:date":
		t.plain(tok, "x:date")
	case "dc:creator", "dc:author", "itunes:author", "atom:author", "dcterms:creator", "googleplay:author":
		t.person(tok, "x:"+strings.ReplaceAll(name, ":", ""))
	case "dc:subject", "dcterms:subject":
		t.plain(tok, "dc:subject")
	case "dc:language":
		t.plain(tok, "x:language")
	case "feedburner:origlink":
		t.plain(tok, "x:origin")
	default:
		t.capture(tok)
	}
}

// plain writes the text of an element under another name.
func (t *normalizer) plain(tok token, name string) { t.writeElement(name, t.text(tok)) }

// leaf writes an element that holds attributes and text.
func (t *normalizer) leaf(tok token, name string) {
	t.out = append(append(t.out, '<'), name...)
	t.writeAttrs()
	t.out = append(t.out, '>')
	t.out = escape(t.out, strings.TrimSpace(t.text(tok)))
	t.out = append(append(append(t.out, "</"...), name...), '>')
}

// link writes a link of RSS as text, one of Atom as attributes.
func (t *normalizer) link(tok token) {
	href, _ := lookup(t.attrs, "href")
	if t.atom && href != "" {
		t.leaf(tok, "link")
		return
	}
	if t.atom { // an address as text, as in RSS
		t.atomLinkText(tok)
		return
	}
	if href == "" {
		href, _ = lookup(t.attrs, t.prefixed("rdf", "resource"))
	}
	rel, _ := lookup(t.attrs, "rel")
	text := oneWord(t.text(tok))
	switch {
	case text != "":
		t.writeElement("link", t.absolute(text))
	case href != "" && (rel == "" || rel == "alternate"):
		t.writeElement("link", t.absolute(href))
	}
}

// oneWord joins an address that was broken over lines.
func oneWord(s string) string {
	if strings.ContainsAny(s, "\r\n\t") {
		return strings.Join(strings.Fields(s), "")
	}
	return strings.TrimSpace(s)
}
