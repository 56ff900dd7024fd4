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
	if r.Past != nil {
		return x.searchPast(ctx, r)
	}
	err = x.ask(ctx, r, func(c compiler) error {
		e, err := c.request(r)
		if err != nil {
			return err
		}
		f, err := c.find(e, r.IDs)
		if err != nil {
			return err
		}
		result.Mark = c.mark
		result.Total = int64(f.docs.GetCardinality()) //nolint:gosec // below 2³¹
		if result.Hits, err = c.page(f, r.Sort, r.From, r.Size); err != nil || r.Per == 0 {
			return err
		}
		result.Periods, err = c.tally(f.docs, [...]int{0, 10, 7, 4}[r.Per])
		return err
	})
	return result, err
}

// WordCount says how many stories match one leaf of a query by itself.
type WordCount struct {
	Leaf  query.Node
	Count int64
}

// Counts returns how many stories each leaf of a query matches by itself, in
// the order typed, without those that the query denies: where it is 0, nobody
// has that word.
func (x *Index) Counts(ctx context.Context, r Request) (all []WordCount, err error) {
	err = x.ask(ctx, r, func(c compiler) error {
		var failed error
		query.Walk(r.Query.Root, func(leaf query.Node, negated bool) {
			if negated || failed != nil {
				return
			}
			e, err := c.compile(leaf)
			if err != nil {
				failed = err
				return
			}
			f, err := c.find(e, r.IDs)
			if err != nil {
				failed = err
				return
			}
			all = append(all, WordCount{leaf, int64(f.docs.GetCardinality())}) //nolint:gosec // below 2³¹
		})
		return failed
	})
	return all, err
}

func (x *Index) ask(ctx context.Context, r Request, work func(compiler) error) error {
	if r.Query == nil {
		return errors.New("search without a query")
	}
	return x.session(ctx, func(s *session) error {
		if s.zone = r.Query.Zone; s.zone == nil {
			s.zone = time.UTC
		}
		var err error
		if s.broad, err = newBroad(r.Broad); err != nil {
			return err
		}
		return work(compiler{s, r.Names})
	})
}
