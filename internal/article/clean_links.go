package article

import (
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// dropLinkLists takes out lists, boxes and tables of short lines that are
// mostly links: menus, tags, other stories. Longer prose with many links stays.
func dropLinkLists(s *story) {
	s.drop(func(n *html.Node) bool {
		if !is(n, atom.Ul, atom.Ol, atom.Div, atom.Section, atom.Table, atom.Dl, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6) {
			return false
		}
		all, linked := textLength(n)
		if all == 0 || linked*10 < all*8 || s.mostOf(n) {
			return false
		}
		links := elements(n, func(n *html.Node) bool { return is(n, atom.A) && attr(n, "href") != "" })
		return len(links) > 1 || linked == all && len(links) == 1 && all > 15
	})
}
