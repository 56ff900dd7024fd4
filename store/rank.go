package store

// The ranks of a story's date: only a higher one replaces a lower one.
const (
	rankNone = iota
	rankItem // the date of another item
	rankLead // the date of an item whose lead or only story it is
	rankPage // the date of its own page
)

// rankName is the name of a rank in an export.
func rankName(rank int) string {
	switch rank {
	case rankItem:
		return "item"
	case rankLead:
		return "lead"
	}
	return ""
}

// rank is the rank with this name in an export; rankNone for an unknown name.
func rank(name string) int {
	switch name {
	case "":
		return rankPage
	case "item":
		return rankItem
	case "lead":
		return rankLead
	}
	return rankNone
}
