package count

import (
	"github.com/RoaringBitmap/roaring/v2"

	"newsarchive/index/internal/document"
	"newsarchive/index/internal/match"
)

// Rhythm is how the stories of a query are spread over time.
type Rhythm struct {
	Total       int64
	First, Last int64   // a story of the first and one of the last date; 0: none
	Periods     []int64 // stories of each of the periods asked for
	Err         error   // of this query; the others are answered
}

// PeriodDocs returns the documents of each period, a list of days by effective
// date.
func (s *Counter) PeriodDocs(periods [][]string) (docs []*roaring.Bitmap, err error) {
	docs = make([]*roaring.Bitmap, len(periods))
	for i, days := range periods {
		if docs[i], err = match.Key(document.KeyDate, days...).Match(s.Session, nil); err != nil {
			return nil, err
		}
	}
	return docs, nil
}

// Rhythm counts the matches of an expression in periods.
func (s *Counter) Rhythm(e match.Expr, periods []*roaring.Bitmap) (r Rhythm, err error) {
	docs, err := e.Match(s.Session, nil)
	if err != nil {
		return r, err
	}
	r.Total = Card(docs.GetCardinality())
	for _, p := range periods {
		r.Periods = append(r.Periods, Card(docs.AndCardinality(p)))
	}
	for _, end := range []struct {
		newest bool
		story  *int64
	}{{false, &r.First}, {true, &r.Last}} {
		best, err := s.ByDate(docs, 1, end.newest)
		if err != nil {
			return r, err
		}
		hits, err := s.Hits(best[:min(1, len(best))])
		if err != nil {
			return r, err
		}
		for _, h := range hits {
			*end.story = h.ID
		}
	}
	return r, nil
}
