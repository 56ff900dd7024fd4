package index

import (
	"errors"
	"time"

	"github.com/RoaringBitmap/roaring/v2"
)

// DayCount is how many stories of a query have a day as their date.
type DayCount struct {
	Day     string // 2026-01-14
	Stories int64
}

// Timeline counts the stories of some queries over time, in the index as it
// is at one moment. It is good until the function that has it returns.
type Timeline struct {
	s     *session
	keys  *bitmaps
	days  []string          // of which there are stories, ascending
	on    []*roaring.Bitmap // their documents
	found []*roaring.Bitmap // by query; nil is everything
	dayOf []int32           // by document: its place in days, or -1

	counts map[int][]DayCount // by query, once counted
}

// Timeline finds what the requests ask for. It is good as long as the View is.
func (v *View) Timeline(requests []Request) (*Timeline, error) {
	if len(requests) == 0 {
		return nil, errors.New("a timeline of nothing")
	}
	c, err := v.s.compiler(requests[0])
	if err != nil {
		return nil, err
	}
	t := &Timeline{s: v.s, counts: map[int][]DayCount{}}
	if t.keys, err = c.bitmapsOf(fieldKey); err != nil {
		return nil, err
	}
	if t.days, err = c.periods(keyDate, len(time.DateOnly)); err != nil {
		return nil, err
	}
	for _, day := range t.days {
		docs, err := t.keys.of(keyDate + day)
		if err != nil {
			return nil, err
		}
		t.on = append(t.on, docs)
	}
	for _, r := range requests {
		docs, err := t.find(r)
		if err != nil {
			return nil, err
		}
		t.found = append(t.found, docs)
	}
	return t, nil
}

// find returns the documents of a request; nil is everything.
func (t *Timeline) find(r Request) (*roaring.Bitmap, error) {
	c := compiler{t.s, r.Names}
	if r.Past != nil {
		return c.daysThen(t, r)
	}
	e, err := c.compile(r.Query.Root)
	if err != nil {
		return nil, err
	}
	if _, everything := e.(all); everything {
		return nil, nil //nolint:nilnil // see above
	}
	return e.match(t.s, nil)
}

// Everything returns the stories of each day, whatever they are about.
func (t *Timeline) Everything() (all []DayCount) {
	for i, docs := range t.on {
		if n := docs.GetCardinality(); n > 0 {
			all = append(all, DayCount{t.days[i], card(n)})
		}
	}
	return all
}

// Days returns the stories of a query by day, ascending, without the days
// that have none.
func (t *Timeline) Days(query int) []DayCount {
	if all, ok := t.counts[query]; ok {
		return all
	}
	if t.found[query] == nil {
		t.counts[query] = t.Everything()
		return t.counts[query]
	}
	var all []DayCount
	for i, on := range t.on {
		if n := on.AndCardinality(t.found[query]); n > 0 {
			all = append(all, DayCount{t.days[i], card(n)})
		}
	}
	t.counts[query] = all
	return all
}

func card(n uint64) int64 { return int64(n) } //nolint:gosec // below 2³¹

// docs returns the documents of a query.
func (t *Timeline) docs(query int) *roaring.Bitmap {
	if t.found[query] == nil {
		t.found[query] = t.keys.all()
	}
	return t.found[query]
}
