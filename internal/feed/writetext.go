package feed

import (
	"html"
	"strings"
)

// slots is a set of an item's main texts. Each is filled once; what the item
// gives beyond that becomes an x:text.
type slots uint8

const (
	slotTitle slots = 1 << iota
	slotSummary
	slotContent
)

func slotOf(target string) slots {
	switch target {
	case "title":
		return slotTitle
	case "description", "summary":
		return slotSummary
	case "content", "content:encoded":
		return slotContent
	}
	return 0
}

// itemText writes a text of an item under its usual name, or as an x:text of a
// kind when that slot is filled or the text has none.
func (t *normalizer) itemText(tok token, target, kind string) {
	name := target
	if name == "" {
		name = kind
	}
	value := strings.TrimSpace(t.htmlOf(tok, name))
	if value == "" {
		return
	}
	if slot := slotOf(target); slot != 0 && t.filled&slot == 0 {
		t.filled |= slot
		t.writeElement(target, value)
		return
	}
	t.writeElementWith("x:text", value, "kind", kind)
}

// writeElementWith is writeElement with attributes, in pairs of name and
// value; empty values are left out.
func (t *normalizer) writeElementWith(name, text string, attrs ...string) {
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

// isMediaText reports whether an element of Media RSS holds a text.
func isMediaText(local string) bool {
	return local == "title" || local == "description" || local == "text"
}

// mediaText writes a text of Media RSS as HTML. It is plain unless its type
// says otherwise, or it can be nothing else.
func (t *normalizer) mediaText(tok token, local string) {
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
	t.writeElement("media:"+local, absoluteHTML(value, t.top().base, &t.grown))
}

// personLeaf writes a podcast:person, which has a role and an address.
func (t *normalizer) personLeaf(tok token) {
	role, _ := lookup(t.attrs, "role")
	address, _ := lookup(t.attrs, "href")
	t.writeElementWith("x:person", t.text(tok), "role", strings.ToLower(firstOf(role, "host")), "url", t.absolute(address))
}

// categories writes a list of categories: one element each, or one text with
// separators.
func (t *normalizer) categories(tok token) {
	if !t.capture(tok) {
		t.writeElement("x:keywords", t.joined())
		return
	}
	var text strings.Builder
	for c := range t.inner.tokens() {
		switch c.kind {
		case open, closing:
			t.writeElement("x:category", text.String())
			text.Reset()
		default:
			text.WriteString(characters(c))
		}
	}
}

// atomLinkText writes an Atom link whose address is its text.
func (t *normalizer) atomLinkText(tok token) {
	rel, _ := lookup(t.attrs, "rel")
	if address := oneWord(t.text(tok)); address != "" {
		t.out = append(t.out, `<link rel="`...)
		t.out = append(escape(t.out, firstOf(rel, "alternate")), `" href="`...)
		t.out = append(escape(t.out, t.absolute(address)), `"></link>`...)
	}
}

// ofFeed writes the feed's own metadata beside title and link.
func (t *normalizer) ofFeed(tok token, name string) {
	switch name {
	case ":description", ":subtitle", ":tagline", "itunes:summary", "dc:description", "itunes:subtitle":
		t.markup(tok, "x:description")
	case ":copyright", ":rights", "dc:rights", "media:copyright":
		t.markup(tok, "x:rights")
	case ":image", "itunes:image":
		t.person(tok, "x:image")
	case ":logo":
		t.writeElement("x:image", t.absolute(t.text(tok)))
	case ":icon":
		t.writeElement("x:icon", t.absolute(t.text(tok)))
	case ":author":
		t.person(tok, "x:author")
	case ":ttl", "sy:updateperiod", "sy:updatefrequency":
		t.plain(tok, "x:"+name[strings.IndexByte(name, ':')+1:])
	default:
		t.capture(tok)
	}
}

// textHTML converts plain text to HTML and keeps its line breaks.
func textHTML(s string) string {
	return strings.ReplaceAll(html.EscapeString(strings.TrimSpace(s)), "\n", "<br>\n")
}
