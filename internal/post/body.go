package post

import (
	"strings"

	"newsarchive/internal/plain"
)

// bodyText returns the plain text of a body, which is HTML, Markdown or both.
// Markdown is not rendered: only the marks that would disturb reading and
// searching are removed.
func bodyText(body string) string {
	if strings.HasPrefix(strings.TrimSpace(body), "<") {
		return plain.Text(body)
	}
	var b strings.Builder
	for line := range strings.Lines(body) {
		line = strings.TrimSpace(line)
		text, block := unmark(line)
		if block {
			b.WriteString("<p>")
		}
		b.WriteString(inline(text))
		b.WriteByte('\n')
	}
	return plain.Text(b.String())
}

// unmark removes the mark at the beginning of a line of Markdown: that of a
// heading, a quotation, a list entry or a fence. It reports whether the line
// begins a block.
func unmark(line string) (text string, block bool) {
	if line == "" || strings.HasPrefix(line, "```") || strings.HasPrefix(line, "~~~") || rule(line) {
		return "", true
	}
	if rest := strings.TrimLeft(line, "#"); rest != line && strings.HasPrefix(rest, " ") {
		return strings.TrimRight(rest, "# "), true
	}
	if rest := strings.TrimLeft(line, "> "); rest != line {
		text, _ = unmark(rest)
		return text, true
	}
	for _, mark := range []string{"- ", "* ", "+ "} {
		if rest, ok := strings.CutPrefix(line, mark); ok {
			return rest, true
		}
	}
	if digits := strings.TrimLeft(line, "0123456789"); digits != line && len(line)-len(digits) < 4 && strings.HasPrefix(digits, ". ") {
		return line, true
	}
	return line, false
}

// rule reports whether the line is a thematic break or underlines a heading.
func rule(line string) bool {
	return len(line) >= 3 && strings.Trim(line, line[:1]) == "" && strings.Contains("-*_=", line[:1])
}

// inline removes the marks within a line: links and pictures become their
// text, code and strong text lose their marks, shortcodes are removed.
func inline(line string) string {
	if !strings.ContainsAny(line, "[`*_{") {
		return line
	}
	for _, mark := range []string{"`", "**", "__"} {
		line = strings.ReplaceAll(line, mark, "")
	}
	for _, braces := range [][2]string{{"{{<", ">}}"}, {"{{%", "%}}"}} {
		line = without(line, braces[0], braces[1])
	}
	var b strings.Builder
	for {
		before, words, after, ok := link(line)
		if !ok {
			b.WriteString(line)
			return b.String()
		}
		b.WriteString(strings.TrimSuffix(before, "!"))
		b.WriteString(words)
		line = after
	}
}

// link cuts a line at its first [words](address).
func link(line string) (before, words, after string, ok bool) {
	middle := strings.Index(line, "](")
	if middle < 0 {
		return line, "", "", false
	}
	end := strings.IndexByte(line[middle:], ')')
	start := strings.LastIndexByte(line[:middle], '[')
	if end < 0 || start < 0 {
		return line, "", "", false
	}
	return line[:start], line[start+1 : middle], line[middle+end+1:], true
}

// without removes two marks and the text between them.
func without(line, from, to string) string {
	var b strings.Builder
	for {
		before, rest, opened := strings.Cut(line, from)
		_, after, closed := strings.Cut(rest, to)
		if !opened || !closed {
			b.WriteString(line)
			return b.String()
		}
		b.WriteString(before)
		line = after
	}
}
