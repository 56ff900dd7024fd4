package article

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// maxPhraseBlock is the longest block, in characters, that is dropped for how
// it begins.
const maxPhraseBlock = 320

// dropPhrases takes out short blocks that begin as furniture does: "Read
// more:", "Subscribe to", "Share this".
func dropPhrases(s *story) {
	s.drop(func(n *html.Node) bool {
		if !is(n, atom.P, atom.Div, atom.Li, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Span, atom.Strong, atom.B, atom.Em, atom.Blockquote, atom.Section, atom.A) {
			return false
		}
		if is(n, atom.Span, atom.Strong, atom.B, atom.Em, atom.A) && !alone(n) {
			return false
		}
		text := shortText(n, maxPhraseBlock)
		return text != "" && s.lexicon.furniture(text)
	})
}

// alone reports whether no other text stands on n's line in its parent.
func alone(n *html.Node) bool {
	for c := n.PrevSibling; c != nil && !block(c) && !is(c, atom.Br); c = c.PrevSibling {
		if strings.TrimSpace(textOf(c)) != "" {
			return false
		}
	}
	for c := n.NextSibling; c != nil && !block(c) && !is(c, atom.Br); c = c.NextSibling {
		if strings.TrimSpace(textOf(c)) != "" {
			return false
		}
	}
	return true
}

// shortText returns the text of n if it has at most so many characters.
func shortText(n *html.Node, most int) string {
	length := 0
	for c := n; c != nil; c = next(n, c, true) {
		if c.Type == html.TextNode {
			if length += len(strings.TrimSpace(c.Data)); length > 4*most {
				return ""
			}
		}
	}
	if text := textOf(n); len([]rune(text)) <= most {
		return text
	}
	return ""
}
