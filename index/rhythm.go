package index

import "github.com/RoaringBitmap/roaring/v2"

// Rhythm tells how the stories of a query lie in time.
type Rhythm struct {
	Total       int64
	First, Last int64   // a story of the first and one of the last date; 0: none
	Periods     []int64 // stories of each of the periods asked for
	Err         error   // of this query alone
}

// inPeriods returns the documents of each period, a list of days by effective
// date.
func (s *Counter) inPeriods(periods [][]string) (docs []*roaring.Bitmap, err error) {
	docs = make([]*roaring.Bitmap, len(periods))
	for i, days := range periods {
		if docs[i], err = key(keyDate, days...).match(s.session, nil); err != nil {
			return nil, err
		}
	}
	return docs, nil
}

// rhythm counts what an expression matches by the documents of periods.
func (s *Counter) rhythm(e expr, periods []*roaring.Bitmap) (r Rhythm, err error) {
	docs, err := e.match(s.session, nil)
	if err != nil {
		return r, err
	}
	r.Total = card(docs.GetCardinality())
	for _, p := range periods {
		r.Periods = append(r.Periods, card(docs.AndCardinality(p)))
	}
	for _, end := range []struct {
		newest bool
		story  *int64
	}{{false, &r.First}, {true, &r.Last}} {
		best, err := s.byDate(docs, 1, end.newest)
		if err != nil {
			return r, err
		}
		hits, err := s.hits(best[:min(1, len(best))])
		if err != nil {
			return r, err
		}
		for _, h := range hits {
			*end.story = h.ID
		}
	}
	return r, nil
}
