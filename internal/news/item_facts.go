package news

import "strings"

// IsGoogle reports whether the item is from Google News.
func (it *Item) IsGoogle() bool { return GoogleToken(it.Link) != "" }

// IsOrdinary reports whether the item is about one story, which it links
// directly.
func (it *Item) IsOrdinary() bool {
	return len(it.Stories) == 1 && GoogleToken(it.Stories[0].Link) == "" && !it.Cluster
}

// Headline returns the item's headline as plain text.
func (it *Item) Headline() string {
	if len(it.Stories) > 0 && it.Stories[0].Title != "" {
		return it.Stories[0].Title
	}
	return it.Title
}

// Addresses returns the item's link and, if it differs, the link of its story.
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

// IsCopy reports whether the story is from an export.
func (s *Story) IsCopy() bool { return len(s.Appearances) > 0 }

// Copied reports whether the item is from an export: one of its stories has
// appearances.
func (it *Item) Copied() bool {
	for i := range it.Stories {
		if it.Stories[i].IsCopy() {
			return true
		}
	}
	return false
}

// Same reports whether two appearances of a story in an item are equal in
// time.
func (y Appearance) Same(o Appearance) bool {
	return y.FirstSeen.Equal(o.FirstSeen) && y.Gone.Equal(o.Gone)
}
