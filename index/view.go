package index

import (
	"context"
	"errors"
	"time"

	"newsarchive/internal/news"

	"newsarchive/index/internal/count"
	"newsarchive/index/internal/match"
	"newsarchive/index/internal/rank"
	"newsarchive/internal/query"
	"newsarchive/internal/segment"
)

// View is the index as it is at one moment, for several requests. It caches
// what they find: another page of the same query, or some stories of it, cost
// little. A View is for one goroutine.
type View struct {
	s     *count.Counter
	mark  news.Mark // the last change that the index holds
	known map[asked]*rank.Matches
}

// asked is the key of a request's matches.
type asked struct {
	query *query.Query
	most  bool
}

// View opens the generation in use and hands it to use; it is good until that
// returns. What writers do meanwhile it does not see.
func (x *Index) View(ctx context.Context, use func(*View) error) error {
	return x.read(ctx, func(h *handle) error {
		snapshot, err := segment.Open(h.index)
		if err != nil {
			return err
		}
		defer snapshot.Close() //nolint:errcheck // releases a reference
		mark, err := h.mark()
		if err != nil {
			return err
		}
		s := match.NewSession(ctx, snapshot, time.UTC)
		if h.docs != nil {
			defer h.docs.Lend(s)()
		}
		return use(&View{&count.Counter{Ranker: &rank.Ranker{Session: s}, Known: h.known}, mark, map[asked]*rank.Matches{}})
	})
}

// Mark returns the last change that the index holds.
func (v *View) Mark() news.Mark { return v.mark }

// compiler returns a compiler for a request, and sets the view to its zone and
// to its kind of question.
func (v *View) compiler(r Request) (match.Compiler, error) {
	if r.Query == nil {
		return match.Compiler{}, errors.New("search without a query")
	}
	s := v.s.Session
	if s.Zone = r.Query.Zone; s.Zone == nil {
		s.Zone = time.UTC
	}
	s.Broad, v.s.Entries = nil, nil
	if r.Broad != nil || query.HasSimilar(r.Query.Root) {
		var without []string
		if r.Broad != nil {
			v.s.Entries, without = r.Broad.Entries, r.Broad.Without
		}
		s.Broad = match.NewBroad(without)
	}
	return match.Compiler{Session: s, Names: r.Names}, nil
}

// find returns the matches of a request.
func (v *View) find(r Request) (*rank.Matches, error) {
	c, err := v.compiler(r)
	if err != nil {
		return nil, err
	}
	f, ok := v.known[asked{r.Query, r.Most}]
	if !ok {
		e, err := c.CompileQuery(r.Query, r.Most)
		if err != nil {
			return nil, err
		}
		if f, err = v.s.Find(e); err != nil {
			return nil, err
		}
		f.First = func() ([]match.Expr, error) { return c.First(r.Query) }
		v.known[asked{r.Query, r.Most}] = f
	}
	if r.IDs == nil {
		return f, nil
	}
	return v.s.Restrict(f, r.IDs)
}

// Search answers a request. Besides the errors of the package it returns
// *[TooManyError].
func (v *View) Search(r Request) (Result, error) {
	if r.AsOf != nil {
		c, err := v.compiler(r)
		if err != nil {
			return Result{}, err
		}
		return v.asOf(c).search(r)
	}
	f, err := v.find(r)
	if err != nil {
		return Result{}, err
	}
	result := Result{Mark: v.mark, Total: count.Card(f.Docs.GetCardinality())}
	result.Hits, err = v.s.Page(f, r.Sort, r.From, r.Size)
	return result, err
}

// Counts returns how many stories each leaf of a query matches by itself, in
// the order typed, without excluded leaves: a count of 0 names the word that no
// story has.
func (v *View) Counts(r Request) (all []WordCount, err error) {
	c, err := v.compiler(r)
	if err != nil {
		return nil, err
	}
	var failed error
	query.Walk(r.Query.Root, func(leaf query.Node, negated bool) {
		if negated || failed != nil {
			return
		}
		e, err := c.Compile(leaf)
		if err != nil {
			failed = err
			return
		}
		f, err := v.s.Find(e)
		if err != nil {
			failed = err
			return
		}
		all = append(all, WordCount{leaf, count.Card(f.Docs.GetCardinality())})
	})
	return all, failed
}

// Slips returns the words and names of a part of a request's query that no story
// has, without those of its topics, and what is nearly written so. With matched,
// some story matches that part.
func (v *View) Slips(r Request, part query.Node, matched bool) ([]Slip, error) {
	c, err := v.compiler(r)
	if err != nil {
		return nil, err
	}
	return c.Slips(part, matched)
}

// Completions returns words of the stories that a beginning may become, the most
// frequent first, at most most; equally frequent ones are in their own order. There
// are none for a beginning that is more than one word, or has no letter.
func (v *View) Completions(begin string, most int) ([]Completion, error) {
	return v.s.Completions(begin, most)
}

// Facet counts the matches of a request by a property and returns the most
// frequent values, size at most; equally frequent values are in their own
// order.
func (v *View) Facet(r Request, by Facet, size int) ([]FacetCount, error) {
	f, err := v.find(r)
	if err != nil {
		return nil, err
	}
	return v.s.Facet(f.Docs, by, size)
}

// Extent returns the extent of what a request matches.
func (v *View) Extent(r Request) (Extent, error) {
	f, err := v.find(r)
	if err != nil {
		return Extent{}, err
	}
	return v.s.Extent(f.Docs)
}
