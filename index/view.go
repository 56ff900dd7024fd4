package index

import (
	"context"

	"newsarchive/internal/query"
	"newsarchive/store"
)

// View is the index as it is at one moment, for several requests. What one has
// found is there for the next: to ask for another page of the same query, or
// for some stories of it, costs little. A View is for one goroutine.
type View struct {
	s     *session
	known map[asked]*found
}

// asked is what a request is known by.
type asked struct {
	query *query.Query
	most  bool
}

// View opens the generation in use and hands it to use; it is good until that
// returns. Writers wait meanwhile, so use is not to wait for a person or for
// the network, nor to write to the index.
func (x *Index) View(ctx context.Context, use func(*View) error) error {
	return x.session(ctx, func(s *session) error {
		return use(&View{s, map[asked]*found{}})
	})
}

// Mark returns the last change that the index holds.
func (v *View) Mark() store.Mark { return v.s.mark }

// find returns what the query of a request has found.
func (v *View) find(r Request) (*found, error) {
	c, err := v.s.compiler(r)
	if err != nil {
		return nil, err
	}
	f, ok := v.known[asked{r.Query, r.Most}]
	if !ok {
		e, err := c.request(r)
		if err != nil {
			return nil, err
		}
		if f, err = v.s.find(e); err != nil {
			return nil, err
		}
		v.known[asked{r.Query, r.Most}] = f
	}
	if r.IDs == nil {
		return f, nil
	}
	return v.s.within(f, r.IDs)
}

// Search answers a request. Beside the errors of the package, a
// *[TooManyError] says that a prefix is too short.
func (v *View) Search(r Request) (Result, error) {
	if r.Past != nil {
		c, err := v.s.compiler(r)
		if err != nil {
			return Result{}, err
		}
		return c.searchPast(r)
	}
	f, err := v.find(r)
	if err != nil {
		return Result{}, err
	}
	result := Result{Mark: v.s.mark, Total: card(f.docs.GetCardinality())}
	if result.Hits, err = v.s.page(f, r.Sort, r.From, r.Size); err != nil || r.Per == 0 {
		return result, err
	}
	result.Periods, err = v.s.tally(f.docs, [...]int{0, 10, 7, 4}[r.Per])
	return result, err
}

// Counts returns how many stories each leaf of a query matches by itself, in
// the order typed, without those that the query denies: where it is 0, nobody
// has that word.
func (v *View) Counts(r Request) (all []WordCount, err error) {
	c, err := v.s.compiler(r)
	if err != nil {
		return nil, err
	}
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
		f, err := v.s.find(e)
		if err != nil {
			failed = err
			return
		}
		all = append(all, WordCount{leaf, card(f.docs.GetCardinality())})
	})
	return all, failed
}
