package index

import (
	"context"

	"newsarchive/internal/query"
	"newsarchive/store"
)

// Request is what to search for.
type Request struct {
	Query *query.Query
	Names Names
	// IDs, unless nil, restricts the answer to these stories.
	IDs  []int64
	Sort Sort
	// Most asks for the stories that have the most of the query's words, at
	// least one, and everything else that it asks for.
	Most bool
	// From and Size name the hits wanted; Size 0 wants only the total.
	From, Size int
	// Broad, if not nil, asks broadly.
	Broad *Broad
	// Past asks for the stories as they were.
	Past *Past
	// Per asks for Periods: Daily, Monthly or Yearly.
	Per Per
}

// Broad says how a question is asked: for whatever is about it, the best
// first. English words count in all their derived forms (relate, relation,
// relational), words such as "what" and "the" only for finding, neighbouring
// words more where they stand close together, and the words that the best
// first stories have in common count too, a little (pseudo relevance
// feedback).
type Broad struct {
	// Entries returns stories as they are indexed.
	Entries func(ids []int64) ([]store.Entry, error)
}

// Per is a length of time.
type Per uint8

// The lengths; the zero value asks for none.
const (
	_ Per = iota
	Daily
	Monthly
	Yearly
)

// Search answers a request from the generation in use. Beside the errors of
// the package, a *[TooManyError] says that a prefix is too short.
func (x *Index) Search(ctx context.Context, r Request) (result Result, err error) {
	err = x.View(ctx, func(v *View) error {
		result, err = v.Search(r)
		return err
	})
	return result, err
}

// WordCount says how many stories match one leaf of a query by itself.
type WordCount struct {
	Leaf  query.Node
	Count int64
}
