package robots

import "strings"

// rule is one Allow or Disallow line. In its pattern * stands for any bytes, and
// a $ at the end for the end of the path.
type rule struct {
	pattern string // as normal returns it
	allow   bool
}

// maxPath is how much of a path is compared.
const maxPath = 8 << 10

// Allowed reports whether a path may be requested. It is the path of an address
// with its query, percent-encoded as it is sent: "/a%20b?c=d".
func (r Rules) Allowed(path string) bool {
	if !strings.HasPrefix(path, "/") {
		path = "/" + path
	}
	path = normal(path[:min(len(path), maxPath)], true)
	best, allowed := 0, true
	for _, rule := range r.rules {
		length := len(rule.pattern)
		if length < best || length == best && (allowed || !rule.allow) || !rule.matches(path) {
			continue
		}
		best, allowed = length, rule.allow
	}
	return allowed
}

// matches compares in linear time: each piece between two stars is looked for
// at its first place.
func (r rule) matches(path string) bool {
	pattern, atEnd := strings.CutSuffix(r.pattern, "$")
	first, rest, stars := strings.Cut(pattern, "*")
	path, ok := strings.CutPrefix(path, first)
	if !ok || !stars {
		return ok && (!atEnd || path == "")
	}
	for {
		piece, more, stars := strings.Cut(rest, "*")
		if !stars && atEnd {
			return strings.HasSuffix(path, piece)
		}
		at := strings.Index(path, piece)
		if at < 0 {
			return false
		}
		if !stars {
			return true
		}
		path, rest = path[at+len(piece):], more
	}
}

// normal makes the percent-encoding of a path or pattern uniform (RFC 9309,
// section 2.2.2): unreserved characters stand for themselves, other encoded bytes
// have capital digits, and bytes outside of ASCII and stray percent signs are
// encoded. In a path, * and $ are encoded too, so that they match %2A and %24 of
// a pattern.
func normal(s string, isPath bool) string {
	const digits = "0123456789ABCDEF"
	var b strings.Builder
	b.Grow(len(s))
	for i := 0; i < len(s); i++ {
		c := s[i]
		encoded := c <= ' ' || c == '%' || c >= 0x7f || isPath && (c == '*' || c == '$')
		if c == '%' && i+2 < len(s) {
			if high, low := hex(s[i+1]), hex(s[i+2]); high >= 0 && low >= 0 {
				c = byte(high<<4 | low)
				encoded = !unreserved(c)
				i += 2
			}
		}
		if !encoded {
			b.WriteByte(c)
			continue
		}
		b.WriteByte('%')
		b.WriteByte(digits[c>>4])
		b.WriteByte(digits[c&15])
	}
	return b.String()
}

// unreserved characters are those of RFC 3986, section 2.3.
func unreserved(c byte) bool {
	switch {
	case c >= 'a' && c <= 'z', c >= 'A' && c <= 'Z', c >= '0' && c <= '9':
		return true
	}
	return strings.IndexByte("-._~", c) >= 0
}

// hex returns the value of a hexadecimal digit, or -1.
func hex(c byte) int {
	switch {
	case c >= '0' && c <= '9':
		return int(c - '0')
	case c >= 'a' && c <= 'f':
		return int(c-'a') + 10
	case c >= 'A' && c <= 'F':
		return int(c-'A') + 10
	}
	return -1
}
