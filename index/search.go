package index

import (
	"newsarchive/internal/news"
)

// Result is an answer.
type Result struct {
	Hits  []Hit
	Total int64 // of all stories that match, exactly
	// Mark is the last change of the store's log that the answer includes.
	Mark news.Mark
}
