package feed

import (
	"html"
	"strings"
)

// told are the texts that an item has said; each has one place, and what is
// said beyond that is another text.
type told uint8

const (
	toldTitle told = 1 << iota
	toldSummary
	toldContent
)

func placeOf(target string) told {
	switch target {
	case "title":
		return toldTitle
	case "description", "summary":
		return toldSummary
	case "content", "content:encoded":
		return toldContent
	}
	return 0
}

// words writes a text of an item under its usual name, or, where the item has
// said one already or it has no place of its own, as another text of a kind.
func (t *tidier) words(tok token, target, kind string) {
	name := target
	if name == "" {
		name = kind
	}
	value := strings.TrimSpace(t.htmlOf(tok, name))
	if value == "" {
		return
	}
	if place := placeOf(target); place != 0 && t.told&place == 0 {
		t.told |= place
		t.note(target, value)
		return
	}
	t.noteWith("x:text", value, "kind", kind)
}

// noteWith is note with attributes, those that are not empty.
func (t *tidier) noteWith(name, text string, attrs ...string) {
	if text = strings.TrimSpace(text); text == "" {
		return
	}
	t.out = append(append(t.out, '<'), name...)
	for i := 0; i+1 < len(attrs); i += 2 {
		if attrs[i+1] != "" {
			t.out = append(append(append(t.out, ' '), attrs[i]...), `="`...)
			t.out = append(escape(t.out, attrs[i+1]), '"')
		}
	}
	t.out = escape(append(t.out, '>'), text)
	t.out = append(append(append(t.out, "</"...), name...), '>')
}

// mediaWords reports whether an element of Media RSS holds a text.
func mediaWords(local string) bool {
	return local == "title" || local == "description" || local == "text"
}

// mediaText writes a text of Media RSS as HTML. It is plain unless its type
// says otherwise, or it can be nothing else.
func (t *tidier) mediaText(tok token, local string) {
	typ, _ := lookup(t.attrs, "type")
	var value string
	switch tags := t.capture(tok); {
	case tags:
		value = t.inline(false)
	default:
		value = t.joined()
		if !strings.Contains(typ, "html") && (typ != "" || !strings.Contains(value, "</") && !strings.Contains(value, "<br")) {
			value = textHTML(value)
		}
	}
	t.note("media:"+local, absoluteHTML(value, t.top().base, &t.grown))
}

// personLeaf writes a person that has a role and an address.
func (t *tidier) personLeaf(tok token) {
	role, _ := lookup(t.attrs, "role")
	address, _ := lookup(t.attrs, "href")
	t.noteWith("x:person", t.text(tok), "role", strings.ToLower(firstOf(role, "host")), "url", t.absolute(address))
}

// categories writes those that stand in a list of their own: an element each,
// or in a row.
func (t *tidier) categories(tok token) {
	if !t.capture(tok) {
		t.note("x:keywords", t.joined())
		return
	}
	var text strings.Builder
	for _, c := range t.inner {
		switch c.kind {
		case open, closing:
			t.note("x:category", text.String())
			text.Reset()
		default:
			text.WriteString(characters(c))
		}
	}
}

// atomLinkText writes an Atom link whose address is its text.
func (t *tidier) atomLinkText(tok token) {
	rel, _ := lookup(t.attrs, "rel")
	if address := oneWord(t.text(tok)); address != "" {
		t.out = append(t.out, `<link rel="`...)
		t.out = append(escape(t.out, firstOf(rel, "alternate")), `" href="`...)
		t.out = append(escape(t.out, t.absolute(address)), `"></link>`...)
	}
}

// ofFeed writes what a feed says of itself beside title and link.
func (t *tidier) ofFeed(tok token, name string) {
	switch name {
	case ":description", ":subtitle", ":tagline", "itunes:summary", "dc:description", "itunes:subtitle":
		t.markup(tok, "x:description")
	case ":copyright", ":rights", "dc:rights", "media:copyright":
		t.markup(tok, "x:rights")
	case ":image", "itunes:image":
		t.person(tok, "x:image")
	case ":logo":
		t.note("x:image", t.absolute(t.text(tok)))
	case ":icon":
		t.note("x:icon", t.absolute(t.text(tok)))
	case ":author":
		t.person(tok, "x:author")
	default:
		t.capture(tok)
	}
}

// textHTML makes HTML of plain text, which breaks its lines.
func textHTML(s string) string {
	return strings.ReplaceAll(html.EscapeString(strings.TrimSpace(s)), "\n", "<br>\n")
}
