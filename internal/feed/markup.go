package feed

import (
	"encoding/base64"
	"html"
	"strings"
)

// markup writes an element that holds text or HTML.
func (t *normalizer) markup(tok token, name string) { t.writeElement(name, t.htmlOf(tok, name)) }

// htmlOf returns the text of an element that holds text or HTML as HTML,
// whatever type and mode it has (RFC 4287 section 3.1, Atom 0.3), its
// relative addresses made absolute. RSS knows no types: there the value is
// HTML unless it cannot be.
func (t *normalizer) htmlOf(tok token, name string) string {
	typ, _ := lookup(t.attrs, "type")
	mode, _ := lookup(t.attrs, "mode")
	typ, _, _ = strings.Cut(strings.ToLower(typ), ";")
	typ, mode = strings.TrimSpace(typ), strings.ToLower(mode)
	t.textLanguage(name)
	tags := t.capture(tok)
	base := t.top().base
	xhtml := strings.HasSuffix(typ, "xhtml") || strings.HasSuffix(typ, "+xml") || strings.HasSuffix(typ, "/xml")
	var value string
	switch {
	case mode == "base64" || t.atom && binaryType(typ):
		value = t.joined()
		raw, err := base64.StdEncoding.DecodeString(strings.Join(strings.Fields(value), ""))
		if err == nil && !cleanText(string(raw)) {
			return "" // an image, a program
		}
		if err == nil {
			value = string(raw)
		}
		if err != nil && mode != "base64" { // text after all, as a program writes it
			value = html.EscapeString(value)
		} else if strings.HasPrefix(typ, "text") && !strings.Contains(typ, "html") {
			value = html.EscapeString(value)
		}
	case mode == "escaped" && strings.Contains(typ, "html"):
		value = t.joined()
	case tags || xhtml && mode != "escaped":
		value = t.inline(xhtml)
		if typ == "xhtml" {
			value = withoutDiv(value)
		}
	case t.atom && !strings.HasSuffix(typ, "html") || typ == "text":
		value = html.EscapeString(t.joined())
	default:
		value = t.joined()
		switch {
		case t.atom:
		case name == "title":
			value = titleHTML(value)
		case noHTML(value):
			value = html.EscapeString(value)
		}
	}
	return absoluteHTML(value, base, &t.grown)
}

// textLanguage notes the language of a title, summary or content where it is
// not that of the item.
func (t *normalizer) textLanguage(name string) {
	if t.stack[len(t.stack)-2].lang == t.top().lang {
		return
	}
	switch name {
	case "title":
		t.writeElement("x:titlelang", t.top().lang)
	case "content", "content:encoded", "xhtml:body", "xhtml:div", "atom:content":
		t.writeElement("x:contentlang", t.top().lang)
	default:
		t.writeElement("x:summarylang", t.top().lang)
	}
}

// binaryType reports whether Atom content of the type is base64 (RFC 4287
// section 4.1.3.3).
func binaryType(typ string) bool {
	return strings.HasPrefix(typ, "image/") || strings.HasPrefix(typ, "audio/") || strings.HasPrefix(typ, "video/") ||
		strings.HasPrefix(typ, "application/") && !strings.HasSuffix(typ, "xml") && !strings.HasSuffix(typ, "json")
}

// noHTML reports whether a text that holds a "<" is still no HTML: nothing in
// it ends an element, is a reference, or stands alone.
func noHTML(s string) bool {
	if !strings.Contains(s, "<") || strings.Contains(s, "</") || strings.Contains(s, "/>") || strings.Contains(s, "<!--") {
		return false
	}
	for i := strings.IndexByte(s, '&'); i >= 0; {
		if entity(s[i:]) != "" {
			return false
		}
		j := strings.IndexByte(s[i+1:], '&')
		if j < 0 {
			break
		}
		i += j + 1
	}
	for rest := s; ; {
		_, after, ok := strings.Cut(rest, "<")
		if !ok {
			return true
		}
		name := after[:min(len(after), 8)]
		if i := strings.IndexFunc(name, func(r rune) bool { return !letter(byte(r)) && (r < '0' || r > '9') }); i >= 0 {
			name = name[:i]
		}
		switch strings.ToLower(name) {
		case "br", "hr", "img", "p", "wbr", "li", "input", "div", "script", "style", "iframe":
			return false
		}
		rest = after
	}
}
