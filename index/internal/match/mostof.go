package match

import (
	"newsarchive/internal/query"

	"github.com/RoaringBitmap/roaring/v2"
)

// MostOf matches the documents that match the most of its parts, and at least
// one.
type MostOf []Expr

func (m MostOf) Match(s *Session, within *roaring.Bitmap) (*roaring.Bitmap, error) {
	// counts[n] are the documents that match more than n of the parts.
	counts := make([]*roaring.Bitmap, len(m))
	for n := range counts {
		counts[n] = roaring.New()
	}
	for i, part := range m {
		matched, err := part.Match(s, within)
		if err != nil {
			return nil, err
		}
		for n := i; n > 0; n-- {
			counts[n].Or(roaring.And(counts[n-1], matched))
		}
		counts[0].Or(matched)
	}
	for n := len(counts) - 1; n >= 0; n-- {
		if !counts[n].IsEmpty() {
			return counts[n], nil
		}
	}
	return roaring.New(), nil
}

func (m MostOf) Cost(s *Session) (uint64, error) { return Or(m).Cost(s) }

// CompileQuery compiles a query. With most it matches the stories that have the
// most of its words, at least one, and everything else that it asks for.
func (c Compiler) CompileQuery(q *query.Query, most bool) (Expr, error) {
	if !most {
		return c.compileWhole(q)
	}
	all, ok := q.Root.(query.And)
	if !ok {
		return none{}, nil // one word has no part
	}
	var words, others []query.Node
	for _, n := range all.Nodes {
		if isWords(n) {
			words = append(words, n)
		} else {
			others = append(others, n)
		}
	}
	if len(words) < 2 {
		return none{}, nil
	}
	parts, err := c.compileAll(words)
	if err != nil || len(others) == 0 {
		return MostOf(parts), err
	}
	rest, err := c.Compile(query.Both(others...))
	return And{rest, MostOf(parts)}, err
}

// compileWhole compiles a query. One of nothing but words also matches the stories
// whose headline it is: pasted with the publisher, it has words that they lack.
func (c Compiler) compileWhole(q *query.Query) (Expr, error) {
	e, err := c.Compile(q.Root)
	if err != nil || q.Narrowed || !isWords(q.Root) {
		return e, err
	}
	switch headline, err := c.headline(q.Text); {
	case err != nil:
		return nil, err
	case headline != nil:
		return Or{e, headline}, nil
	}
	return e, nil
}

// isWords reports a node of nothing but words.
func isWords(n query.Node) bool {
	words := true
	query.Walk(n, func(leaf query.Node, negated bool) {
		switch leaf.(type) {
		case query.Word, query.Phrase:
			words = words && !negated
		default:
			words = false
		}
	})
	return words
}
