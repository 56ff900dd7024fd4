package article

import (
	"strings"

	"newsarchive/internal/dates"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// firstBlocks is how many blocks at the beginning may be headline, byline and
// date.
const firstBlocks = 6

// dropHeadline takes the headline, the byline and the date of the article out
// of the beginning of its text: they are facts.
func dropHeadline(s *story) {
	headline := squeeze(s.headline)
	seen := 0
	remove(s.root, func(n *html.Node) bool {
		if seen >= firstBlocks || hasBlocks(n) || !block(n) || is(n, atom.Td, atom.Th) {
			return false
		}
		text := shortText(n, 300)
		if text == "" && strings.TrimSpace(textOf(n)) == "" {
			return false
		}
		seen++
		own := squeeze(text)
		switch {
		case own == "":
			return false
		case own == headline && headline != "":
			return true
		case len([]rune(text)) > 90:
			return false
		}
		return dateLine(text) || s.bylineText(text)
	})
}

// bylineText reports whether a line names the author and little else.
func (s *story) bylineText(text string) bool {
	name := squeeze(s.byline)
	own := squeeze(text)
	return len(name) > 4 && strings.Contains(own, name) && len(own) < len(name)+15
}

// dateLine reports whether a line is a date or a time, with a few words at
// most that are none.
func dateLine(text string) bool {
	if len([]rune(text)) > 60 {
		return false
	}
	digits, letters := 0, 0
	for _, r := range text {
		switch {
		case r >= '0' && r <= '9':
			digits++
		case r == '.' || r == ':' || r == '/' || r == '-' || r == ',' || r == ' ' || r == '|' || r == '–':
		default:
			letters++
		}
	}
	return digits >= 4 && (letters <= 3 || !dates.Parse(text).IsZero())
}

// container reports whether n is an element that holds others.
func container(n *html.Node) bool { return is(n, atom.Div, atom.Section, atom.Article, atom.Main) }
