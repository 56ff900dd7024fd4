package index

import (
	"slices"

	"github.com/RoaringBitmap/roaring/v2"
)

// expr is a compiled query: it finds the documents that match, as the numbers
// they have in the open index.
type expr interface {
	// match returns those of the documents within that match; within nil is
	// all documents. Nobody changes the result: others may hold it.
	match(s *session, within *roaring.Bitmap) (*roaring.Bitmap, error)
	// cost is roughly how many documents there are to look at.
	cost(s *session) (uint64, error)
}

// all matches every document, none no document.
type (
	all  struct{}
	none struct{}
)

func (all) match(s *session, within *roaring.Bitmap) (*roaring.Bitmap, error) {
	if within != nil {
		return within, nil
	}
	return s.every()
}

func (all) cost(s *session) (uint64, error) { return s.snapshot.Documents, nil }

func (none) match(*session, *roaring.Bitmap) (*roaring.Bitmap, error) { return roaring.New(), nil }
func (none) cost(*session) (uint64, error)                            { return 0, nil }

// and matches what all its parts match, asked from the rarest on.
type and []expr

func (a and) match(s *session, within *roaring.Bitmap) (*roaring.Bitmap, error) {
	type part struct {
		expr
		cost uint64
	}
	parts := make([]part, len(a))
	for i, e := range a {
		c, err := e.cost(s)
		if err != nil {
			return nil, err
		}
		parts[i] = part{e, c}
	}
	slices.SortStableFunc(parts, func(x, y part) int { return compare(x.cost, y.cost) })
	for _, p := range parts {
		found, err := p.match(s, within)
		if err != nil {
			return nil, err
		}
		within = found
		if within.IsEmpty() {
			break
		}
	}
	if within == nil {
		return s.every()
	}
	return within, nil
}

func (a and) cost(s *session) (uint64, error) {
	least := s.snapshot.Documents
	for _, e := range a {
		c, err := e.cost(s)
		if err != nil {
			return 0, err
		}
		least = min(least, c)
	}
	return least, nil
}

// or matches what any of its parts matches.
type or []expr

func (o or) match(s *session, within *roaring.Bitmap) (*roaring.Bitmap, error) {
	found := make([]*roaring.Bitmap, len(o))
	for i, e := range o {
		var err error
		if found[i], err = e.match(s, within); err != nil {
			return nil, err
		}
	}
	return roaring.FastOr(found...), nil
}

func (o or) cost(s *session) (uint64, error) {
	var sum uint64
	for _, e := range o {
		c, err := e.cost(s)
		if err != nil {
			return 0, err
		}
		sum += c
	}
	return sum, nil
}

// not matches what its part does not.
type not struct{ expr }

func (n not) match(s *session, within *roaring.Bitmap) (*roaring.Bitmap, error) {
	found, err := all{}.match(s, within)
	if err != nil {
		return nil, err
	}
	but, err := n.expr.match(s, within)
	if err != nil {
		return nil, err
	}
	return roaring.AndNot(found, but), nil
}

// cost puts it behind everything else: it only takes away.
func (n not) cost(s *session) (uint64, error) { return s.snapshot.Documents + 1, nil }

func compare(x, y uint64) int {
	switch {
	case x < y:
		return -1
	case x > y:
		return 1
	}
	return 0
}
