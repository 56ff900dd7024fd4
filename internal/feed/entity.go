package feed

import (
	"html"
	"strings"
)

// maxReference is more than &CounterClockwiseContourIntegral; needs.
const maxReference = 40

// decode decodes the entities that XML and HTML predefine, and numeric
// references; every other "&" stays as it is. Unlike in HTML the ";" is
// required, so that a query such as ?a=1&copy=2 survives.
func decode(s string) string {
	i := strings.IndexByte(s, '&')
	if i < 0 {
		return s
	}
	var b strings.Builder
	b.Grow(len(s))
	for ; i >= 0; i = strings.IndexByte(s, '&') {
		b.WriteString(s[:i])
		s = s[i:]
		span := entity(s)
		plain := html.UnescapeString(span)
		if span == "" || plain == html.UnescapeString(span[:len(span)-1])+";" {
			b.WriteByte('&') // none, or one that would be another without its ";"
			s = s[1:]
			continue
		}
		b.WriteString(keepText(plain))
		s = s[len(span):]
	}
	b.WriteString(s)
	return b.String()
}

// entity returns the reference that the text begins with, "&…;", or "".
func entity(s string) string {
	for i := 1; i < len(s) && i < maxReference; i++ {
		switch b := s[i]; {
		case b == ';' && i > 1:
			return s[:i+1]
		case b == '#' && i == 1, '0' <= b && b <= '9', 'a' <= b && b <= 'z', 'A' <= b && b <= 'Z':
		default:
			return ""
		}
	}
	return ""
}

// escape appends the text so that XML gives it back as it is.
func escape(out []byte, s string) []byte {
	for {
		i := strings.IndexAny(s, `&<>"`)
		if i < 0 {
			return append(out, s...)
		}
		out = append(out, s[:i]...)
		switch s[i] {
		case '&':
			out = append(out, "&amp;"...)
		case '<':
			out = append(out, "&lt;"...)
		case '>':
			out = append(out, "&gt;"...)
		case '"':
			out = append(out, "&#34;"...)
		}
		s = s[i+1:]
	}
}
