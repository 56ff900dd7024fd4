package article

import (
	"strings"

	"golang.org/x/net/html"
)

// paywalled reports whether the page says that it is not free.
func (f *facts) paywalled() bool {
	for _, t := range f.graph.things {
		free, stated := t.free()
		if stated && !free {
			return true
		}
	}
	for _, name := range []string{"article:content_tier", "og:article:content_tier"} {
		if v := strings.ToLower(f.head.stated(name)); v == "locked" || v == "metered" || v == "paid" {
			return true
		}
	}
	if strings.EqualFold(first(f.head.items["isaccessibleforfree"]...), "false") || strings.EqualFold(f.head.stated("isaccessibleforfree"), "false") {
		return true
	}
	return false
}

// hasWall reports whether a paywall's box stands in the page.
func hasWall(doc *html.Node) bool {
	return find(doc, func(n *html.Node) bool {
		name := strings.ToLower(attr(n, "class") + " " + attr(n, "id"))
		for _, mark := range []string{"paywall", "pay-wall", "regwall", "piano-offer", "subscriber-only", "premium-wall", "metered-wall", "subscription-wall"} {
			if strings.Contains(name, mark) {
				return true
			}
		}
		return false
	}) != nil
}
