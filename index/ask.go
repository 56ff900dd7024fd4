package index

import (
	"context"
	"errors"
	"time"

	"newsarchive/internal/query"
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

// compiler returns who compiles the query of a request, in whose zone the
// session is from now on.
func (s *session) compiler(r Request) (compiler, error) {
	if r.Query == nil {
		return compiler{}, errors.New("search without a query")
	}
	if s.zone = r.Query.Zone; s.zone == nil {
		s.zone = time.UTC
	}
	var err error
	s.broad, err = newBroad(r.Broad)
	return compiler{s, r.Names}, err
}
