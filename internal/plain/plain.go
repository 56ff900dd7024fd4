// Package plain converts HTML to plain text. It does no I/O.
package plain

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// Text returns the readable text of an HTML fragment: entities decoded, tags
// gone, scripts and styles left out, one line a block (paragraph, list entry,
// heading …), white space within a line collapsed to single spaces. Text
// without markup is only unescaped and collapsed.
func Text(fragment string) string {
	var w writer
	if !strings.Contains(fragment, "<") { // no markup: usually a headline
		w.b.Grow(len(fragment))
		w.text(html.UnescapeString(fragment))
		return w.String()
	}
	z := html.NewTokenizer(strings.NewReader(fragment))
	skip := atom.Atom(0)
	for {
		switch z.Next() {
		case html.ErrorToken:
			return w.String()
		case html.TextToken:
			if skip == 0 {
				w.text(string(z.Text()))
			}
		case html.StartTagToken:
			name, _ := z.TagName()
			a := atom.Lookup(name)
			if skip == 0 && hidden(a) {
				skip = a
			}
			if block(a) {
				w.line()
			}
		case html.EndTagToken:
			name, _ := z.TagName()
			a := atom.Lookup(name)
			if skip == a {
				skip = 0
			}
			if block(a) {
				w.line()
			}
		case html.SelfClosingTagToken:
			name, _ := z.TagName()
			if block(atom.Lookup(name)) {
				w.line()
			}
		}
	}
}

// Line returns the text of an HTML fragment as a single line, fit for a
// headline.
func Line(fragment string) string {
	return strings.ReplaceAll(Text(fragment), "\n", " ")
}
