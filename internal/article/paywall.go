package article

import "strings"

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
