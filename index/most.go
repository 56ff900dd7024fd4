package index

import (
	"newsarchive/internal/query"

	"github.com/RoaringBitmap/roaring/v2"
)

// most matches the documents that match the most of its parts, and at least
// one.
type most []expr

func (m most) match(s *session, within *roaring.Bitmap) (*roaring.Bitmap, error) {
	// have[n] are the documents that match more than n of the parts.
	have := make([]*roaring.Bitmap, len(m))
	for n := range have {
		have[n] = roaring.New()
	}
	for i, part := range m {
		found, err := part.match(s, within)
		if err != nil {
			return nil, err
		}
		for n := i; n > 0; n-- {
			have[n].Or(roaring.And(have[n-1], found))
		}
		have[0].Or(found)
	}
	for n := len(have) - 1; n >= 0; n-- {
		if !have[n].IsEmpty() {
			return have[n], nil
		}
	}
	return roaring.New(), nil
}

func (m most) cost(s *session) (uint64, error) { return or(m).cost(s) }

// request compiles the query of a request.
func (c compiler) request(r Request) (expr, error) {
	all, ok := r.Query.Root.(query.And)
	if !r.Most {
		return c.compile(r.Query.Root)
	}
	if !ok {
		return none{}, nil // one thing was asked for: there is no part of it
	}
	var words, held []query.Node
	for _, n := range all.Nodes {
		if isWords(n) {
			words = append(words, n)
		} else {
			held = append(held, n)
		}
	}
	if len(words) < 2 {
		return none{}, nil
	}
	parts, err := c.each(words)
	if err != nil || len(held) == 0 {
		return most(parts), err
	}
	rest, err := c.compile(query.Both(held...))
	return and{rest, most(parts)}, err
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
