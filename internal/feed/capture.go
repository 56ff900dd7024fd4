package feed

import (
	"html"
	"maps"
	"slices"
	"strings"
)

// capture reads all that stands in an element, which is the innermost open
// one, into t.inner, and reports whether there are tags in it. An element
// whose end tag is missing ends where one further out does.
func (t *tidier) capture(tok token) (tags bool) {
	t.inner = t.inner[:0]
	if tok.alone {
		return false
	}
	for depth := 0; ; {
		c := t.scan.next()
		if len(t.inner)%lookEvery == lookEvery-1 && t.stopped() {
			c.kind = end
		}
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
			} else if i := t.opened(c.text); i >= 0 {
				t.scan.pos = c.at
				return tags
			}
		case open:
			tags = true
			if c.text == tok.text && !c.alone {
				depth++
			}
		}
		t.inner = append(t.inner, c)
	}
}

// text returns the characters in an element, whatever tags stand among them.
func (t *tidier) text(tok token) string {
	t.capture(tok)
	return t.joined()
}

// joined returns the characters of t.inner, decoded.
func (t *tidier) joined() string {
	if len(t.inner) == 1 {
		return characters(t.inner[0])
	}
	var b strings.Builder
	for _, c := range t.inner {
		b.WriteString(characters(c))
	}
	return b.String()
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
func (t *tidier) person(tok token, name string) {
	if !t.capture(tok) {
		text := t.joined()
		for _, name := range []string{"href", "url"} {
			if href, ok := lookup(t.attrs, name); ok && strings.TrimSpace(text) == "" {
				text = href
			}
		}
		t.note(name, text)
		return
	}
	parts := map[string]string{}
	field := ""
	for _, c := range t.inner {
		switch c.kind {
		case open:
			field = strings.ToLower(c.text[strings.IndexByte(c.text, ':')+1:])
		case closing:
			field = ""
		case chars, cdata:
			parts[field] += characters(c)
		}
	}
	for name, text := range parts {
		parts[name] = strings.TrimSpace(text)
	}
	address := firstOf(parts["uri"], parts["url"], parts["homepage"])
	if address != "" && name != "x:image" {
		address = t.absolute(address)
	}
	if name != "x:image" && t.inItem {
		t.aboutPerson(parts)
	}
	t.noteWith(name, firstOf(parts["name"], parts["url"], parts["email"], parts[""]), "email", parts["email"], "url", address)
}

// aboutPerson writes what stands with a person beside name and addresses: a
// title, a company.
func (t *tidier) aboutPerson(parts map[string]string) {
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
	t.noteWith("x:text", html.EscapeString(strings.Join(rest, ", ")), "kind", "author")
}
