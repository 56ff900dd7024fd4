package index

import (
	"newsarchive/internal/news"
)

// Result is an answer.
type Result struct {
	Hits  []Hit
	Total int64 // of all stories that match, exactly
	// Periods counts all stories that match by effective date, ascending,
	// without empty periods, if the request has a Per.
	Periods []Period
	// Mark is the last change of the store's log that the answer includes.
	Mark news.Mark
}
