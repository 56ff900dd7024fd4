package access

import (
	"net/http"
	"strings"
)

// Cookies returns the pairs of Cookie, in their order.
func (s Settings) Cookies() []*http.Cookie {
	pairs, err := http.ParseCookie(s.Cookie)
	if err != nil {
		return nil // it was checked when it was set
	}
	return pairs
}

// cookie checks a cookie string by RFC 6265, section 4.2.1.
func (e Edit) cookie(s *Settings) error {
	if e.Cookie == nil {
		return nil
	}
	text := strings.TrimSuffix(strings.TrimSpace(*e.Cookie), ";")
	if field, rest, ok := strings.Cut(text, ":"); ok && strings.EqualFold(strings.TrimSpace(field), "Cookie") {
		text = strings.TrimSpace(rest) // as it is copied from a browser
	}
	if text == "" {
		s.Cookie = ""
		return nil
	}
	if _, err := http.ParseCookie(text); err != nil || len(text) > maxValue {
		return invalid("the cookie", `it is written "name=value; name=value", without line breaks and quotes within (RFC 6265), in %d bytes at most`, maxValue)
	}
	s.Cookie = text
	return nil
}
