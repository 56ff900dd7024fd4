package index

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"time"

	"github.com/RoaringBitmap/roaring/v2"
	bindex "github.com/blevesearch/bleve_index_api"
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
}

// Timeline finds what the requests ask for and hands it to use.
func (x *Index) Timeline(ctx context.Context, requests []Request, use func(*Timeline) error) error {
	if len(requests) == 0 {
		return fmt.Errorf("a timeline of nothing")
	}
	return x.ask(ctx, requests[0], func(c compiler) (err error) {
		t := &Timeline{s: c.session}
		if t.keys, err = c.bitmapsOf(fieldKey); err != nil {
			return err
		}
		if t.days, err = c.periods(keyDate, len(time.DateOnly)); err != nil {
			return err
		}
		for _, day := range t.days {
			docs, err := t.keys.of(keyDate + day)
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
			if _, everything := e.(all); !everything {
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
func (t *Timeline) Everything() []DayCount {
	all := make([]DayCount, len(t.days))
	for i, docs := range t.on {
		all[i] = DayCount{t.days[i], card(docs.GetCardinality())}
	}
	return all
}

// Days returns the stories of a query by day, ascending, without the days
// that have none.
func (t *Timeline) Days(query int) []DayCount {
	if t.found[query] == nil {
		return t.Everything()
	}
	return t.count(t.found[query])
}

func (t *Timeline) count(docs *roaring.Bitmap) (all []DayCount) {
	for i, on := range t.on {
		if n := on.AndCardinality(docs); n > 0 {
			all = append(all, DayCount{t.days[i], card(n)})
		}
	}
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

// Clusters returns the distinct chains of a query's stories, each story by its
// latest, in periods that begin with these days, ascending; the last period
// has no end.
func (t *Timeline) Clusters(query int, starts []string) ([]int64, error) {
	docs := t.docs(query)
	alone, err := t.keys.of(keySize + counted(1)) // they are a chain by themselves
	if err != nil {
		return nil, err
	}
	clusters := make([]int64, len(starts))
	for _, d := range t.count(roaring.And(docs, alone)) {
		if p := periodOf(starts, d.Day); p >= 0 {
			clusters[p] += d.Stories
		}
	}
	type pair struct {
		chain uint64
		p     int
	}
	seen := map[pair]bool{}
	err = t.chains(roaring.AndNot(docs, alone), func(doc uint32, chain uint64) {
		day := t.at(doc)
		if day < 0 {
			return
		}
		p := periodOf(starts, t.days[day])
		if k := (pair{chain, p}); p >= 0 && !seen[k] {
			seen[k] = true
			clusters[p]++
		}
	})
	return clusters, err
}

// periodOf returns the period that holds a day, or -1.
func periodOf(starts []string, day string) int {
	i, exact := slices.BinarySearch(starts, day)
	if exact {
		return i
	}
	return i - 1
}

// chains calls f with the latest chain of each document, in their order. The
// days of documents are known then.
func (t *Timeline) chains(docs *roaring.Bitmap, f func(doc uint32, chain uint64)) error {
	if docs.IsEmpty() {
		return nil
	}
	t.place()
	r, err := t.s.reader.DocValueReader([]string{fieldChain})
	if err != nil {
		return fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	var id bindex.IndexInternalID
	n := 0
	for it := docs.Iterator(); it.HasNext(); n++ {
		doc := it.Next()
		id = bindex.NewIndexInternalID(id, uint64(doc))
		err := r.VisitDocValues(id, func(_ string, term []byte) {
			if chain, err := strconv.ParseUint(string(term), 10, 64); err == nil {
				f(doc, chain)
			}
		})
		if err != nil {
			return fmt.Errorf("%w: %w", ErrDamaged, err)
		}
		if n%checkEvery == 0 && t.s.ctx.Err() != nil {
			return context.Cause(t.s.ctx)
		}
	}
	return nil
}

// place finds out the day of every document.
func (t *Timeline) place() {
	if t.dayOf != nil {
		return
	}
	var most uint32
	for _, docs := range t.on {
		if !docs.IsEmpty() {
			most = max(most, docs.Maximum())
		}
	}
	t.dayOf = make([]int32, most+1)
	for i := range t.dayOf {
		t.dayOf[i] = -1
	}
	buffer := make([]uint32, 4096)
	for day, docs := range t.on {
		it := docs.ManyIterator()
		for n := it.NextMany(buffer); n > 0; n = it.NextMany(buffer) {
			for _, doc := range buffer[:n] {
				t.dayOf[doc] = int32(day) //nolint:gosec // there are not so many days
			}
		}
	}
}

// at returns the place of a document's day in days, or -1.
func (t *Timeline) at(doc uint32) int32 {
	if int(doc) >= len(t.dayOf) {
		return -1
	}
	return t.dayOf[doc]
}
