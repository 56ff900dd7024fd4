package article

import "strings"

// forbidsCopies reports whether a page asks that no copy is kept: "noarchive" or
// "none" of a robots meta element or of an X-Robots-Tag header field. A rule
// that names another program does not count.
func forbidsCopies(meta, header []string) bool {
	for _, rules := range meta {
		if hasNoArchive(rules) {
			return true
		}
	}
	for _, rules := range header {
		if agent, rest, ok := strings.Cut(rules, ":"); ok && !strings.ContainsAny(agent, ", ") && !strings.EqualFold(agent, "unavailable_after") {
			if !strings.EqualFold(strings.TrimSpace(agent), "archive") {
				continue
			}
			rules = rest
		}
		if hasNoArchive(rules) {
			return true
		}
	}
	return false
}

func hasNoArchive(rules string) bool {
	for rule := range strings.FieldsFuncSeq(strings.ToLower(rules), func(r rune) bool { return r == ',' || r == ' ' || r == ';' }) {
		if rule == "noarchive" || rule == "none" {
			return true
		}
	}
	return false
}
