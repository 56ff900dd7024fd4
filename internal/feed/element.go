package feed

import "strings"

// itemChild writes a child of an item in the place where it is looked for.
func (t *tidier) itemChild(tok token) {
	prefix, local := t.enter(tok)
	switch prefix {
	case "":
		if t.atom {
			t.atomChild(tok, local)
		} else {
			t.rssChild(tok, local)
		}
	case "media":
		t.tree(tok, prefix, local)
		return
	default:
		t.foreignChild(tok, prefix+":"+local)
	}
	t.pop()
}

func (t *tidier) rssChild(tok token, local string) {
	switch local {
	case "title", "description":
		t.markup(tok, local)
	case "encoded", "body", "fullitem", "content":
		t.markup(tok, "content:encoded")
	case "summary", "abstract":
		t.markup(tok, "x:summary")
	case "link":
		t.link(tok)
	case "guid", "source", "enclosure", "category":
		t.leaf(tok, local)
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

func (t *tidier) atomChild(tok token, local string) {
	switch local {
	case "title", "summary":
		t.markup(tok, local)
	case "content":
		if src, ok := lookup(t.attrs, "src"); ok {
			t.note("x:src", t.absolute(src))
		}
		t.markup(tok, local)
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
	case "author", "source":
		t.children(tok, "", local)
	default:
		t.capture(tok)
	}
}

// foreignChild writes a child from a vocabulary that is not the feed's own.
func (t *tidier) foreignChild(tok token, name string) {
	switch name {
	case "content:encoded", "xhtml:body", "xhtml:div", "atom:content":
		target := "content:encoded"
		if t.atom {
			target = "x:content"
		}
		t.markup(tok, target)
	case "dc:description", "dcterms:abstract", "itunes:summary", "atom:summary":
		t.markup(tok, "x:summary")
	case "dc:title", "atom:title":
		t.markup(tok, "x:title")
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
	case "dc:creator", "dc:author", "itunes:author", "atom:author":
		t.person(tok, "x:"+strings.ReplaceAll(name, ":", ""))
	case "dc:subject":
		t.plain(tok, name)
	case "dc:language":
		t.plain(tok, "x:language")
	case "feedburner:origlink":
		t.plain(tok, "x:origin")
	default:
		t.capture(tok)
	}
}

// plain writes the text of an element under another name.
func (t *tidier) plain(tok token, name string) { t.note(name, t.text(tok)) }

// leaf writes an element that holds attributes and text.
func (t *tidier) leaf(tok token, name string) {
	t.out = append(append(t.out, '<'), name...)
	t.writeAttrs()
	t.out = append(t.out, '>')
	t.out = escape(t.out, strings.TrimSpace(t.text(tok)))
	t.out = append(append(append(t.out, "</"...), name...), '>')
}

// link writes a link of RSS as text, one of Atom as attributes.
func (t *tidier) link(tok token) {
	href, _ := lookup(t.attrs, "href")
	if t.atom {
		t.leaf(tok, "link")
		return
	}
	if href == "" {
		href, _ = lookup(t.attrs, t.prefixed("rdf", "resource"))
	}
	rel, _ := lookup(t.attrs, "rel")
	text := oneWord(t.text(tok))
	switch {
	case text != "":
		t.note("link", t.absolute(text))
	case href != "" && (rel == "" || rel == "alternate"):
		t.note("link", t.absolute(href))
	}
}

// oneWord joins an address that was broken over lines.
func oneWord(s string) string {
	if strings.ContainsAny(s, "\r\n\t") {
		return strings.Join(strings.Fields(s), "")
	}
	return strings.TrimSpace(s)
}
