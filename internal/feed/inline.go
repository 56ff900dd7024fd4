package feed

import (
	"html"
	"net/url"
	"strings"
)

// inline writes t.inner, markup that the feed has as elements, as HTML.
func (t *normalizer) inline(xhtml bool) string {
	var b strings.Builder
	base := t.top().base
	var outer []within // the bases around, and how many tags are open in each
	for c := range t.inner.tokens() {
		local := c.text[strings.IndexByte(c.text, ':')+1:]
		switch c.kind {
		case chars:
			escapeOpen(&b, c.text)
		case cdata:
			if xhtml {
				b.WriteString(html.EscapeString(c.text))
			} else {
				b.WriteString(c.text)
			}
		case open:
			if v, ok := lookup(attributes(nil, xmlOnly(c.attrs)), "xml:base"); ok && !c.selfClosing {
				outer = append(outer, within{base: base})
				base = rebase(base, v)
			} else if len(outer) > 0 && !c.selfClosing {
				outer[len(outer)-1].tags++
			}
			writeTag(&b, local, c, base, &t.grown)
		case closing:
			if n := len(outer) - 1; n >= 0 {
				if outer[n].tags--; outer[n].tags < 0 {
					base, outer = outer[n].base, outer[:n]
				}
			}
			b.WriteString("</" + local + ">")
		}
	}
	return b.String()
}

// within is an element of inline markup with an xml:base of its own.
type within struct {
	base *url.URL // outside it
	tags int      // open in it
}

// xmlOnly returns the attributes when there is an xml:… among them.
func xmlOnly(attrs string) string {
	if strings.Contains(attrs, "xml:") {
		return attrs
	}
	return ""
}

// escapeOpen writes characters of XML as HTML: their references mean the same
// in both, so only a lone "<" is escaped.
func escapeOpen(b *strings.Builder, s string) {
	b.WriteString(strings.ReplaceAll(s, "<", "&lt;"))
}

// withoutDiv takes off the <div> around an XHTML text (RFC 4287 section
// 3.1.1.3).
func withoutDiv(s string) string {
	s = strings.TrimSpace(s)
	inner, ok := strings.CutSuffix(s, "</div>")
	if !ok || !strings.HasPrefix(s, "<div") || strings.Contains(inner[1:], "<div") {
		return s
	}
	if i := strings.IndexByte(inner, '>'); i >= 0 {
		return strings.TrimSpace(inner[i+1:])
	}
	return s
}

// writeTag writes a start tag of inline markup: without its prefix and
// namespaces, with an end tag of its own where HTML asks for one.
func writeTag(b *strings.Builder, local string, c token, base *url.URL, grown *int) {
	attrs := c.attrs
	if strings.Contains(attrs, "xml") {
		var kept strings.Builder
		for _, a := range attributes(nil, attrs) {
			if !strings.HasPrefix(a.name, "xml") {
				kept.WriteString(" " + a.name + `="` + strings.ReplaceAll(a.value, `"`, "&#34;") + `"`)
			}
		}
		attrs = kept.String()
	}
	attrs, _ = absoluteAttrs(attrs, base, grown)
	b.WriteString("<" + local + strings.TrimRight(attrs, " \t\r\n") + ">")
	if c.selfClosing && !void(local) {
		b.WriteString("</" + local + ">")
	}
}

func void(local string) bool {
	switch strings.ToLower(local) {
	case "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr", "param":
		return true
	}
	return false
}
