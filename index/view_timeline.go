package index

import (
	"errors"

	"newsarchive/index/internal/match"
	"newsarchive/internal/query"

	"github.com/RoaringBitmap/roaring/v2"
)

// Timeline returns a timeline of the requests. It is good as long as the View
// is.
func (v *View) Timeline(requests []Request) (*Timeline, error) {
	if len(requests) == 0 {
		return nil, errors.New("a timeline of nothing")
	}
	c, err := v.compiler(requests[0])
	if err != nil {
		return nil, err
	}
	t, err := v.s.Timeline()
	if err != nil {
		return nil, err
	}
	for _, r := range requests {
		docs, err := v.timelineDocs(t, match.Compiler{Session: c.Session, Names: r.Names}, r)
		if err != nil {
			return nil, err
		}
		t.Add(docs)
	}
	return t, nil
}

// timelineDocs returns the documents of a request, nil for everything.
func (v *View) timelineDocs(t *Timeline, c match.Compiler, r Request) (*roaring.Bitmap, error) {
	e, err := c.Compile(r.Query.Root)
	if err != nil {
		return nil, err
	}
	if r.AsOf != nil {
		return v.asOf(c).daysAsOf(t, r)
	}
	if _, everything := e.(match.All); everything {
		return nil, nil //nolint:nilnil // see above
	}
	return e.Match(c.Session, nil)
}

// Rhythms counts the stories of several queries in the same periods, each a
// list of days by effective date. The first query is to be all, to compare
// with. One look at each period serves all queries.
func (v *View) Rhythms(names Names, queries []*query.Query, periods [][]string) ([]Rhythm, error) {
	rhythms := make([]Rhythm, len(queries))
	if len(queries) == 0 {
		return rhythms, nil
	}
	c, err := v.compiler(Request{Query: queries[0], Names: names})
	if err != nil {
		return nil, err
	}
	docs, err := v.s.PeriodDocs(periods)
	if err != nil {
		return nil, err
	}
	for i, q := range queries {
		e, err := c.Compile(q.Root)
		if err != nil {
			rhythms[i].Err = err
			continue
		}
		if rhythms[i], err = v.s.Rhythm(e, docs); err != nil {
			return nil, err
		}
	}
	return rhythms, nil
}
