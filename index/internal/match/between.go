package match

import (
	"newsarchive/index/internal/document"

	"github.com/RoaringBitmap/roaring/v2"
)

// between matches the documents that have a term of a field from one to another,
// both included.
type between struct{ field, first, last string }

// beginningWith matches the documents that have a term with a beginning.
func beginningWith(field, begin string) between { return between{field, begin, begin + "\U0010ffff"} }

// keysBetween matches keys with values from one to another.
func keysBetween(prefix, first, last string) between {
	return between{document.FieldKey, prefix + first, prefix + last}
}

func (b between) terms(s *Session) (Terms, error) {
	terms, err := s.Snapshot.Between(b.field, b.first, b.last)
	return Terms{b.field, terms}, err
}

func (b between) Match(s *Session, within *roaring.Bitmap) (*roaring.Bitmap, error) {
	t, err := b.terms(s)
	if err != nil {
		return nil, err
	}
	return t.Match(s, within)
}

func (b between) Cost(s *Session) (uint64, error) {
	t, err := b.terms(s)
	if err != nil {
		return 0, err
	}
	return t.Cost(s)
}
