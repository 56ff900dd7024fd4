package feed

import (
	"strings"

	"golang.org/x/net/html/atom"
)

// isPage reports whether the text is an HTML page.
func isPage(text string) bool {
	head := strings.ToLower(text[:min(len(text), 15)])
	if strings.HasPrefix(head, "<!doctype html") {
		return true
	}
	c := scanner{s: text}
	for {
		switch tok := c.next(); tok.kind {
		case end, closing:
			return false
		case open:
			return strings.EqualFold(tok.text, "html")
		}
	}
}

// isFragment reports whether the text begins with an HTML element.
func isFragment(text string) bool {
	c := scanner{s: text}
	for {
		switch tok := c.next(); tok.kind {
		case end, closing:
			return false
		case open:
			return atom.Lookup([]byte(strings.ToLower(tok.text))) != 0
		}
	}
}
