package news

import "cmp"

// PageRef is the number of a kept page, and its story.
type PageRef struct{ Page, Story int64 }

// Compare orders by page, then by story.
func (r PageRef) Compare(other PageRef) int {
	return cmp.Or(cmp.Compare(r.Page, other.Page), cmp.Compare(r.Story, other.Story))
}
