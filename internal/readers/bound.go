package readers

import "strings"

// bound returns the first size bytes of a text, without a character that is cut
// in two.
func bound(s string, size int) string {
	if len(s) <= size {
		return s
	}
	return strings.ToValidUTF8(s[:size], "")
}

// first returns the first text that is not empty.
func first(texts ...string) string {
	for _, s := range texts {
		if s != "" {
			return s
		}
	}
	return ""
}

// tags returns tags on one line each, without doubles, in order.
func tags(all []string) (kept []string) {
	seen := map[string]bool{}
	for _, t := range all {
		t = bound(strings.Join(strings.Fields(t), " "), maxTag)
		if t != "" && !seen[t] && len(kept) < maxTags {
			seen[t] = true
			kept = append(kept, t)
		}
	}
	return kept
}

// firstLine returns the beginning of a text, fit for a headline.
func firstLine(s string) string {
	line, _, _ := strings.Cut(strings.TrimSpace(s), "\n")
	if cut := bound(line, 100); cut != line {
		return cut + "…"
	}
	return line
}
