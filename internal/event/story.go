package event

import "newsarchive/internal/news"

// Story is what the method sees of a story.
type Story struct {
	ID        int64     // above 0, and never changes
	Key       string    // orders stories of one date: the story's own key, the same in every archive
	Date      news.Date // the effective date; may be a day only, or zero
	Publisher string
	Language  string   // a language tag, or empty
	Titles    []string // its headlines; the first is the one shown
	Text      string   // the beginning of its text, or empty
	Clusters  []int64  // the items with several stories in which it stands
}

const secondsADay = 24 * 60 * 60
