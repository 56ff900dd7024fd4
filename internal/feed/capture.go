package feed

import (
	"html"
	"iter"
	"maps"
	"slices"
	"strings"
)

// content is what stands in an element: a stretch of the text, which is scanned
// again whenever its tokens are asked for. To keep them would take many times
// the memory of the text.
type content struct {
	scan scanner // as it was before the first token
	to   int     // where the first token after it begins
}

// tokens returns the tokens of the content.
func (c content) tokens() iter.Seq[token] {
	return func(yield func(token) bool) {
		for scan := c.scan; ; {
			tok := scan.next()
			if tok.kind == end || tok.at >= c.to || !yield(tok) {
				return
			}
		}
	}
}

// capture moves past the content of the innermost open element, which is then
// t.inner, and reports whether it has tags. An element without an end tag ends
// where its parent does.
func (t *normalizer) capture(tok token) (tags bool) {
	t.inner = content{t.scan, t.scan.pos}
	if tok.selfClosing {
		return false
	}
	for depth := 0; ; {
		c := t.scan.next()
		t.inner.to = c.at
		if t.strayItem(c) {
			t.scan.pos = c.at
			return tags
		}
		switch c.kind {
		case end:
			t.broken = true
			return tags
		case closing:
			if c.text == tok.text {
				if depth == 0 {
					return tags
				}
				depth--
			} else if i := t.openIndex(c.text); i >= 0 {
				t.scan.pos = c.at
				return tags
			}
		case open:
			tags = true
			if c.text == tok.text && !c.selfClosing {
				depth++
			}
		}
	}
}

// text returns the characters in an element, without the tags among them.
func (t *normalizer) text(tok token) string {
	t.capture(tok)
	return t.joined()
}

// joined returns the characters of t.inner, decoded.
func (t *normalizer) joined() (text string) {
	var b strings.Builder
	for c := range t.inner.tokens() {
		if text == "" { // one alone is not copied
			text = characters(c)
			continue
		}
		if b.Len() == 0 {
			b.WriteString(text)
		}
		b.WriteString(characters(c))
	}
	if b.Len() > 0 {
		return b.String()
	}
	return text
}

func characters(c token) string {
	switch c.kind {
	case chars:
		return decode(c.text)
	case cdata:
		return c.text
	}
	return ""
}

// person writes the name of a person, or else the address: of an element with
// children as in Atom, or with nothing but text. An image is written alike,
// by its <url>.
func (t *normalizer) person(tok token, name string) {
	if !t.capture(tok) {
		text := t.joined()
		for _, name := range []string{"href", "url"} {
			if href, ok := lookup(t.attrs, name); ok && strings.TrimSpace(text) == "" {
				text = href
			}
		}
		t.writeElement(name, text)
		return
	}
	written, field := map[string]*strings.Builder{}, ""
	for c := range t.inner.tokens() {
		switch c.kind {
		case open:
			field = strings.ToLower(c.text[strings.IndexByte(c.text, ':')+1:])
		case closing:
			field = ""
		case chars, cdata:
			if written[field] == nil {
				written[field] = new(strings.Builder)
			}
			written[field].WriteString(characters(c))
		}
	}
	parts := make(map[string]string, len(written))
	for name, text := range written {
		parts[name] = strings.TrimSpace(text.String())
	}
	address := firstOf(parts["uri"], parts["url"], parts["homepage"])
	if address != "" && name != "x:image" {
		address = t.absolute(address)
	}
	if name != "x:image" && t.inItem {
		t.aboutPerson(parts)
	}
	t.writeElementWith(name, firstOf(parts["name"], parts["url"], parts["email"], parts[""]), "email", parts["email"], "url", address)
}

// aboutPerson writes the other fields of a person, such as title and company.
func (t *normalizer) aboutPerson(parts map[string]string) {
	var rest []string
	for _, name := range slices.Sorted(maps.Keys(parts)) {
		switch name {
		case "", "name", "uri", "url", "homepage", "email":
		default:
			if parts[name] != "" {
				rest = append(rest, parts[name])
			}
		}
	}
	t.writeElementWith("x:text", html.EscapeString(strings.Join(rest, ", ")), "kind", "author")
}
