package news

import "strings"

// IsGoogle reports whether an item is one of Google News.
func (it *Item) IsGoogle() bool { return GoogleToken(it.Link) != "" }

// IsOrdinary reports whether an item is about one story, which it links itself.
func (it *Item) IsOrdinary() bool {
	return len(it.Stories) == 1 && GoogleToken(it.Stories[0].Link) == "" && !it.Cluster
}

// Headline is the headline of an item in plain text.
func (it *Item) Headline() string {
	if len(it.Stories) > 0 && it.Stories[0].Title != "" {
		return it.Stories[0].Title
	}
	return it.Title
}

// Addresses are the address that an item links, and the one that its story
// has, if that is another.
func (it *Item) Addresses() []string {
	all := make([]string, 0, 2)
	if strings.TrimSpace(it.Link) != "" {
		all = append(all, it.Link)
	}
	if it.IsOrdinary() && it.Stories[0].Link != "" && it.Stories[0].Link != it.Link {
		all = append(all, it.Stories[0].Link)
	}
	return all
}

// IsCopy reports whether a story is another archive's copy.
func (s *Story) IsCopy() bool { return len(s.Stays) > 0 }

// Copied reports whether an item is another archive's copy, as
// an export makes it: one whose stories tell their stays.
func (it *Item) Copied() bool {
	for i := range it.Stories {
		if it.Stories[i].IsCopy() {
			return true
		}
	}
	return false
}

// Same reports whether two stays of a story in an item are one.
func (y Stay) Same(o Stay) bool { return y.FirstSeen.Equal(o.FirstSeen) && y.Gone.Equal(o.Gone) }
