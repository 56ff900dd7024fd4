package index

import (
	"context"
	"fmt"
	"time"

	"github.com/RoaringBitmap/roaring/v2"
	segment "github.com/blevesearch/scorch_segment_api/v2"
)

// A field of numbers gives each document one. It has a single term, and the
// number stands in the term's posting: its high bits as how often the document
// has the term, its low bits as the document's length. So numbers lie side by
// side and are found without a look at those of other documents; bleve's
// document values are packed by the thousand.
const (
	numberTerm = "#"
	numberLow  = 17 // bits
	numberMask = 1<<numberLow - 1
	numberBase = 2 // is added: what a document has once is kept otherwise
)

// number adds a field with a number below 2⁶⁰.
func (e *entry) number(name string, v uint64) {
	f := e.field(name, withCounts, 1)
	f.length = int(v & numberMask)
	f.add(numberTerm).SetFrequency(int(v>>numberLow) + numberBase) //nolint:gosec // see above
}

func numberOf(tf, length uint64) uint64 { return (tf-numberBase)<<numberLow | length }

// moment is a time as a number, to the second: from the third century before
// our era on.
func moment(t time.Time) uint64 {
	return uint64(max(t.Unix()+1<<36, 0)) & (1<<40 - 1) //nolint:gosec // not negative
}

// numbersOf returns the number of each of some documents, which ascend; 0 for
// none.
func (s *session) numbersOf(field string, docs []uint32) ([]uint64, error) {
	b, err := s.bitmapsOf(field)
	if err != nil {
		return nil, err
	}
	all := make([]uint64, len(docs))
	for _, part := range b.parts {
		first, end := part.span(docs)
		if part.raw != nil {
			err = part.raw.numbers(docs[first:end], part.from, all[first:end])
		} else {
			err = s.numbersIn(part, docs[first:end], all[first:end])
		}
		if s.ctx.Err() != nil {
			return nil, context.Cause(s.ctx)
		}
		if err != nil {
			return nil, fmt.Errorf("%w: %w", ErrDamaged, err)
		}
	}
	return all, nil
}

// numbersIn is numbersOf in one segment, by its own iterators.
func (s *session) numbersIn(part fieldPart, docs []uint32, to []uint64) error {
	list, err := part.dict.PostingsList([]byte(numberTerm), part.deleted, nil)
	if err != nil {
		return err
	}
	i := 0
	return s.eachOf(part, list.Iterator(true, true, false, nil), roaring.BitmapOf(docs...), func(doc uint32, p segment.Posting) {
		for docs[i] < doc {
			i++
		}
		to[i] = numberOf(p.Frequency(), lengthOf(p))
	})
}
