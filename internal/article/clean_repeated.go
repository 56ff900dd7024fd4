package article

import (
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// dropRepeated takes out paragraphs that stood in the text before, word for
// word, such as pulled quotes.
func dropRepeated(s *story) {
	seen := map[string]bool{}
	remove(s.root, func(n *html.Node) bool {
		if !is(n, atom.P, atom.Blockquote) || hasBlocks(n) {
			return false
		}
		own := squeeze(textOf(n))
		if len(own) < 60 {
			return false
		}
		if seen[own] {
			return true
		}
		seen[own] = true
		return false
	})
}
