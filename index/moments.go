package index

import (
	"fmt"

	"github.com/RoaringBitmap/roaring/v2"
	bindex "github.com/blevesearch/bleve_index_api"
)

// moments matches those documents of a day whose instant lies in a range.
type moments struct {
	day       terms
	field     string
	low, high string
}

func (m moments) match(s *session, within *roaring.Bitmap) (*roaring.Bitmap, error) {
	found, err := m.day.match(s, within)
	if err != nil {
		return nil, err
	}
	at, err := s.instants(m.field, found.ToArray())
	if err != nil {
		return nil, err
	}
	during := roaring.New()
	i := 0
	for it := found.Iterator(); it.HasNext(); i++ {
		if doc := it.Next(); at[i] >= m.low && at[i] < m.high {
			during.Add(doc)
		}
	}
	return during, nil
}

func (m moments) cost(s *session) (uint64, error) { return m.day.cost(s) }

// instants returns the instant of each document as its term, "" for none.
func (s *session) instants(field string, docs []uint32) ([]string, error) {
	r, err := s.reader.DocValueReader([]string{field})
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	at := make([]string, len(docs))
	var id bindex.IndexInternalID
	for i, doc := range docs {
		id = bindex.NewIndexInternalID(id, uint64(doc))
		if err := r.VisitDocValues(id, func(_ string, term []byte) { at[i] = string(term) }); err != nil {
			return nil, fmt.Errorf("%w: %w", ErrDamaged, err)
		}
	}
	return at, nil
}
