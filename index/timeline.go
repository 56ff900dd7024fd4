package index

import (
	"context"
	"fmt"
	"time"

	"newsarchive/internal/segment"

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
	keys  *segment.Field
	days  []string          // of which there are stories, ascending
	on    []*roaring.Bitmap // their documents
	found []*roaring.Bitmap // by query; nil is everything
	dayOf []int32           // by document: its place in days, or -1

	counts map[int][]DayCount // by query, once counted
}

// Timeline finds what the requests ask for and hands it to use.
func (x *Index) Timeline(ctx context.Context, requests []Request, use func(*Timeline) error) error {
	if len(requests) == 0 {
		return fmt.Errorf("a timeline of nothing")
	}
	return x.ask(ctx, requests[0], func(c compiler) (err error) {
		t := &Timeline{s: c.session, counts: map[int][]DayCount{}}
		if t.keys, err = c.snapshot.Field(fieldKey); err != nil {
			return err
		}
		if t.days, err = c.periods(keyDate, len(time.DateOnly)); err != nil {
			return err
		}
		for _, day := range t.days {
			docs, err := t.keys.Docs(keyDate + day)
			if err != nil {
				return err
			}
			t.on = append(t.on, docs)
		}
		for _, r := range requests {
			e, err := compiler{c.session, r.Names}.compile(r.Query.Root)
			if err != nil {
				return err
			}
			var docs *roaring.Bitmap
			if r.Past != nil {
				if docs, err = (compiler{c.session, r.Names}).daysThen(t, r); err != nil {
					return err
				}
			} else if _, everything := e.(all); !everything {
				if docs, err = e.match(t.s, nil); err != nil {
					return err
				}
			}
			t.found = append(t.found, docs)
		}
		return use(t)
	})
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
		t.found[query] = t.keys.All()
	}
	return t.found[query]
}
