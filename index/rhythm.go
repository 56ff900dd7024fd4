package index

import (
	"newsarchive/internal/query"

	"github.com/RoaringBitmap/roaring/v2"
)

// Rhythm tells how the stories of a query lie in time.
type Rhythm struct {
	Total       int64
	First, Last int64   // a story of the first and one of the last date; 0: none
	Periods     []int64 // stories of each of the periods asked for
	Err         error   // of this query alone
}

// Rhythms counts the stories of several queries in the same periods, each a
// list of days by effective date. The first query is to be all, to compare
// with. One look at each period serves all queries.
func (v *View) Rhythms(names Names, queries []*query.Query, periods [][]string) ([]Rhythm, error) {
	all := make([]Rhythm, len(queries))
	if len(queries) == 0 {
		return all, nil
	}
	c, err := v.s.compiler(Request{Query: queries[0], Names: names})
	if err != nil {
		return nil, err
	}
	have := make([]*roaring.Bitmap, len(periods))
	for i, days := range periods {
		if have[i], err = key(keyDate, days...).match(c.session, nil); err != nil {
			return nil, err
		}
	}
	for i, q := range queries {
		if err := c.rhythm(&all[i], q, have); err != nil {
			return nil, err
		}
	}
	return all, nil
}

// rhythm counts the stories of one query.
func (c compiler) rhythm(r *Rhythm, q *query.Query, periods []*roaring.Bitmap) error {
	var e expr
	if e, r.Err = c.compile(q.Root); r.Err != nil {
		return nil //nolint:nilerr // told in r: the other queries are answered
	}
	docs, err := e.match(c.session, nil)
	if err != nil {
		return err
	}
	r.Total = card(docs.GetCardinality())
	for _, p := range periods {
		r.Periods = append(r.Periods, card(docs.AndCardinality(p)))
	}
	for _, end := range []struct {
		newest bool
		story  *int64
	}{{false, &r.First}, {true, &r.Last}} {
		best, err := c.byDate(docs, 1, end.newest)
		if err != nil {
			return err
		}
		hits, err := c.hits(best[:min(1, len(best))])
		if err != nil {
			return err
		}
		for _, h := range hits {
			*end.story = h.ID
		}
	}
	return nil
}
