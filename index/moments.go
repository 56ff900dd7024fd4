package index

import "github.com/RoaringBitmap/roaring/v2"

// moments matches those documents of a day whose instant lies in a range.
type moments struct {
	day       terms
	field     string
	low, high uint64
}

func (m moments) match(s *session, within *roaring.Bitmap) (*roaring.Bitmap, error) {
	found, err := m.day.match(s, within)
	if err != nil {
		return nil, err
	}
	at, err := s.numbersOf(m.field, found.ToArray())
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
