package index

import (
	"newsarchive/store"
)

// Result is an answer.
type Result struct {
	Hits  []Hit
	Total int64 // of all stories that match, exactly
	// Periods counts all that match by effective date, ascending, without
	// the empty ones; if asked for.
	Periods []Period
	// Mark is the last change of the store's log that the answer knows.
	Mark store.Mark
}
