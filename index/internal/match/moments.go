package match

import "github.com/RoaringBitmap/roaring/v2"

// moments matches the documents of a day with their instant in a range.
type moments struct {
	day       Terms
	field     string
	low, high uint64
}

func (m moments) Match(s *Session, within *roaring.Bitmap) (*roaring.Bitmap, error) {
	onDay, err := m.day.Match(s, within)
	if err != nil {
		return nil, err
	}
	at, err := s.NumbersOf(m.field, onDay.ToArray())
	if err != nil {
		return nil, err
	}
	during := roaring.New()
	i := 0
	for it := onDay.Iterator(); it.HasNext(); i++ {
		if doc := it.Next(); at[i] >= m.low && at[i] < m.high {
			during.Add(doc)
		}
	}
	return during, nil
}

func (m moments) Cost(s *Session) (uint64, error) { return m.day.Cost(s) }
