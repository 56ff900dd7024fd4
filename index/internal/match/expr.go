package match

import (
	"cmp"
	"slices"

	"github.com/RoaringBitmap/roaring/v2"
)

// Expr is a compiled query: it finds the documents that match, as the numbers
// they have in the open index.
type Expr interface {
	// Match returns the documents within some that match; nil means all
	// documents. The result may be cached: it is not to be changed.
	Match(s *Session, within *roaring.Bitmap) (*roaring.Bitmap, error)
	// Cost is roughly how many documents there are to look at.
	Cost(s *Session) (uint64, error)
}

// All matches every document, none matches no document.
type (
	All  struct{}
	none struct{}
)

func (All) Match(s *Session, within *roaring.Bitmap) (*roaring.Bitmap, error) {
	if within != nil {
		return within, nil
	}
	return s.Every()
}

func (All) Cost(s *Session) (uint64, error) { return s.Snapshot.Documents, nil }

func (none) Match(*Session, *roaring.Bitmap) (*roaring.Bitmap, error) { return roaring.New(), nil }
func (none) Cost(*Session) (uint64, error)                            { return 0, nil }

// And matches what all its parts match. The rarest is asked first.
type And []Expr

func (a And) Match(s *Session, within *roaring.Bitmap) (*roaring.Bitmap, error) {
	type part struct {
		Expr
		cost uint64
	}
	parts := make([]part, len(a))
	for i, e := range a {
		c, err := e.Cost(s)
		if err != nil {
			return nil, err
		}
		parts[i] = part{e, c}
	}
	slices.SortStableFunc(parts, func(x, y part) int { return cmp.Compare(x.cost, y.cost) })
	for _, p := range parts {
		matched, err := p.Match(s, within)
		if err != nil {
			return nil, err
		}
		within = matched
		if within.IsEmpty() {
			break
		}
	}
	if within == nil {
		return s.Every()
	}
	return within, nil
}

func (a And) Cost(s *Session) (uint64, error) {
	least := s.Snapshot.Documents
	for _, e := range a {
		c, err := e.Cost(s)
		if err != nil {
			return 0, err
		}
		least = min(least, c)
	}
	return least, nil
}

// Or matches what any of its parts matches.
type Or []Expr

func (o Or) Match(s *Session, within *roaring.Bitmap) (*roaring.Bitmap, error) {
	matched := make([]*roaring.Bitmap, len(o))
	for i, e := range o {
		var err error
		if matched[i], err = e.Match(s, within); err != nil {
			return nil, err
		}
	}
	return roaring.FastOr(matched...), nil
}

func (o Or) Cost(s *Session) (uint64, error) {
	var sum uint64
	for _, e := range o {
		c, err := e.Cost(s)
		if err != nil {
			return 0, err
		}
		sum += c
	}
	return sum, nil
}

// not matches what its part does not.
type not struct{ Expr }

func (n not) Match(s *Session, within *roaring.Bitmap) (*roaring.Bitmap, error) {
	every, err := All{}.Match(s, within)
	if err != nil {
		return nil, err
	}
	matched, err := n.Expr.Match(s, within)
	if err != nil {
		return nil, err
	}
	return roaring.AndNot(every, matched), nil
}

// Cost puts it behind everything else: it only takes away.
func (n not) Cost(s *Session) (uint64, error) { return s.Snapshot.Documents + 1, nil }
