package index

import (
	"newsarchive/index/internal/count"
	"newsarchive/index/internal/match"
	"newsarchive/index/internal/rank"
	"newsarchive/internal/query"
)

// Part counts the stories that two queries match.
type Part = count.Part

// BySeen returns the size stories of a request that were first seen last, or
// first with oldest, after a place in that order; the zero place is before all.
// What is added to the index meanwhile moves no story across such a place.
func (v *View) BySeen(r Request, after Place, size int, oldest bool) ([]Place, error) {
	f, err := v.find(r)
	if err != nil {
		return nil, err
	}
	return v.s.BySeen(f.Docs, after, max(size, 0), oldest)
}

// Count returns how many stories a request matches.
func (v *View) Count(r Request) (int64, error) {
	f, err := v.find(r)
	if err != nil {
		return 0, err
	}
	return count.Card(f.Docs.GetCardinality()), nil
}

// Parts counts, of the stories of a request, those that each of some queries
// matches.
func (v *View) Parts(of Request, parts []query.Node) ([]Part, error) {
	f, compiled, err := v.parts(of, parts)
	if err != nil {
		return nil, err
	}
	return v.s.Parts(f.Docs, compiled)
}

// Members returns, for each of some queries, the stories of a request that it
// matches, in no order.
func (v *View) Members(of Request, parts []query.Node) ([][]int64, error) {
	f, compiled, err := v.parts(of, parts)
	if err != nil {
		return nil, err
	}
	return v.s.Members(f.Docs, compiled)
}

func (v *View) parts(of Request, parts []query.Node) (*rank.Matches, []match.Expr, error) {
	f, err := v.find(of)
	if err != nil {
		return nil, nil, err
	}
	c, err := v.compiler(of)
	if err != nil {
		return nil, nil, err
	}
	compiled := make([]match.Expr, len(parts))
	for i, n := range parts {
		if compiled[i], err = c.Compile(n); err != nil {
			return nil, nil, err
		}
	}
	return f, compiled, nil
}
