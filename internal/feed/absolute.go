package feed

import (
	"html"
	"net/url"
	"strings"
)

// absolute resolves an address against the innermost base (RFC 3986 section
// 5). One that has a scheme, or cannot be read, stays as it is; and so does
// an empty one, which by the RFC is the base, and in a feed says nothing.
func (t *normalizer) absolute(ref string) string { return resolve(t.top().base, ref) }

func resolve(base *url.URL, ref string) string {
	ref = strings.TrimSpace(ref)
	if ref == "" || base == nil || hasScheme(ref) {
		return ref
	}
	u, err := base.Parse(ref)
	if err != nil {
		u, err = base.Parse(strings.ReplaceAll(ref, "%", "%25"))
		if err != nil {
			return ref
		}
	}
	return u.String()
}

func hasScheme(ref string) bool {
	for i := 0; i < len(ref); i++ {
		switch b := ref[i]; {
		case 'a' <= b && b <= 'z', 'A' <= b && b <= 'Z':
		case i > 0 && ('0' <= b && b <= '9' || b == '+' || b == '-' || b == '.'):
		default:
			return b == ':' && i > 0
		}
	}
	return false
}

// maxGrown is how many bytes the addresses in the texts of a document may grow
// by when they are made absolute. Beyond it they stay relative: a long base and
// very many short links would fill any memory.
const maxGrown = 8 << 20

// absoluteHTML makes the relative addresses in HTML absolute and leaves all
// other bytes unchanged. It adds to grown the bytes that they grow by.
func absoluteHTML(s string, base *url.URL, grown *int) string {
	if base == nil || !strings.Contains(s, "<") || !strings.Contains(s, "=") {
		return s
	}
	var b strings.Builder
	done := 0
	for i := 0; i < len(s); {
		j := strings.IndexByte(s[i:], '<')
		if j < 0 {
			break
		}
		if i += j; !markup(s[i:]) || !letter(s[i+1]) {
			i++
			continue
		}
		name := i + 1
		for name < len(s) && !nameEnd(s[name]) {
			name++
		}
		stop, _ := tagEnd(s[i:], name-i)
		stop += i
		if attrs, changed := absoluteAttrs(s[name:stop], base, grown); changed {
			b.WriteString(s[done:name])
			b.WriteString(attrs)
			done = stop
		}
		i = stop
	}
	if done == 0 {
		return s
	}
	b.WriteString(s[done:])
	return b.String()
}

// absoluteAttrs returns the attributes of a tag with their addresses made
// absolute, and whether there was one to change.
func absoluteAttrs(attrs string, base *url.URL, grown *int) (string, bool) {
	if base == nil || *grown > maxGrown || strings.IndexByte(attrs, '=') < 0 {
		return attrs, false
	}
	var few [8]attr // on the stack: most tags have no more
	list := attributes(few[:0], attrs)
	changed := false
	for i, a := range list {
		if !addressAttr(a.name) {
			continue
		}
		ref := strings.TrimSpace(html.UnescapeString(a.value))
		if ref == "" || ref[0] == '#' || hasScheme(ref) {
			continue
		}
		list[i].value = html.EscapeString(resolve(base, ref))
		*grown += len(list[i].value) - len(ref)
		changed = true
	}
	if !changed {
		return attrs, false
	}
	var b strings.Builder
	for _, a := range list {
		b.WriteString(" " + a.name)
		if a.value != "" {
			b.WriteString(`="` + strings.ReplaceAll(a.value, `"`, "&#34;") + `"`)
		}
	}
	if strings.HasSuffix(attrs, "/") {
		b.WriteString(" /")
	}
	return b.String(), true
}

func addressAttr(name string) bool {
	switch strings.ToLower(name) {
	case "href", "src", "action", "cite", "poster", "data", "background", "longdesc", "codebase", "classid", "usemap", "profile":
		return true
	}
	return false
}
