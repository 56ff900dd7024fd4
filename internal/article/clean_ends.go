package article

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// dropEnds takes off the end of the text what is none: headings that nothing
// follows, rules, and lines that are links.
func dropEnds(s *story) {
	for {
		n := lastBlock(s.root)
		if n == nil {
			return
		}
		text := textOf(n)
		all, linked := textLength(n)
		heading := is(n, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6)
		short := len([]rune(text)) < 200
		if strings.TrimSpace(text) != "" && !heading && (!short || all == 0 || linked*10 < all*9) {
			return
		}
		if s.mostOf(n) && all > 0 {
			return
		}
		n.Parent.RemoveChild(n)
	}
}

// lastBlock returns the last block without blocks below it, or the last
// container that is empty; nil if the text ends in loose text.
func lastBlock(root *html.Node) *html.Node {
	n := root
	for {
		last := n.LastChild
		for last != nil && (last.Type != html.ElementNode && strings.TrimSpace(last.Data) == "") {
			last = last.PrevSibling
		}
		switch {
		case last == nil && n == root:
			return nil
		case last == nil:
			return n
		case last.Type != html.ElementNode || !block(last) && !hasBlocks(last):
			if n == root || container(n) {
				return nil
			}
			return n
		case is(last, atom.Table, atom.Pre):
			return nil
		case !hasBlocks(last):
			return last
		}
		n = last
	}
}
