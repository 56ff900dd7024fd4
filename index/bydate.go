package index

import (
	"cmp"
	"slices"
	"sort"

	"github.com/RoaringBitmap/roaring/v2"
)

// manyDates is from how many documents on dates are read day by day.
const manyDates = 500

// byDate returns the n newest or oldest documents, or fewer.
func (s *session) byDate(docs *roaring.Bitmap, n int, newest bool) ([]ranked, error) {
	if docs.GetCardinality() <= manyDates {
		return s.dateOrder(nil, docs, newest)
	}
	names, err := s.periods(keyDate, len("2006-01-02"))
	if err != nil {
		return nil, err
	}
	if s.last != "" {
		names = names[:sort.SearchStrings(names, s.last+"~")]
	}
	if newest {
		slices.Reverse(names)
	}
	var best []ranked
	left := docs.Clone()
	for _, name := range names {
		day, err := key(keyDate, name).match(s, left)
		if err != nil {
			return nil, err
		}
		left.AndNot(day)
		if best, err = s.dateOrder(best, day, newest); err != nil || len(best) >= n {
			return best, err
		}
	}
	return s.dateOrder(best, left, newest) // those without a day
}

// dateOrder appends documents in the order of their dates.
func (s *session) dateOrder(to []ranked, docs *roaring.Bitmap, newest bool) ([]ranked, error) {
	some := make([]ranked, 0, docs.GetCardinality())
	for it := docs.Iterator(); it.HasNext(); {
		some = append(some, ranked{doc: it.Next()})
	}
	if err := s.date(some); err != nil {
		return nil, err
	}
	slices.SortFunc(some, func(a, b ranked) int {
		c := cmp.Or(cmp.Compare(a.when, b.when), cmp.Compare(a.doc, b.doc))
		if newest {
			return -c
		}
		return c
	})
	return append(to, some...), nil
}
