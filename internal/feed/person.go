package feed

import (
	"strings"

	"newsarchive/internal/plain"
)

// person returns the name in "name (address)", "address (name)" or
// "name <address>"; of an address alone the address.
func person(s string) string {
	if before, after, ok := strings.Cut(s, "<"); ok && strings.Contains(after, "@") && strings.TrimSpace(before) != "" {
		s = before
	}
	s = strings.Trim(plain.Line(s), ` "`)
	before, rest, ok := strings.Cut(s, "(")
	inner, found := strings.CutSuffix(rest, ")")
	before, inner = strings.TrimSpace(before), strings.TrimSpace(inner)
	if !ok || !found || before == "" || inner == "" {
		return s
	}
	switch {
	case strings.Contains(inner, "@"):
		return before
	case strings.Contains(before, "@"):
		return inner
	}
	return s
}

// joinNames joins the names, each once.
func joinNames(all []string) string {
	var kept []string
	seen := make(map[string]bool, len(all))
	for _, n := range all {
		if n = strings.TrimSpace(n); n != "" && !seen[n] {
			seen[n] = true
			kept = append(kept, n)
		}
	}
	return strings.Join(kept, ", ")
}
