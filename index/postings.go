package index

import (
	"context"
	"fmt"
	"math"
	"slices"

	"github.com/RoaringBitmap/roaring/v2"
	bindex "github.com/blevesearch/bleve_index_api"
	segment "github.com/blevesearch/scorch_segment_api/v2"
)

// checkEvery is how many documents are read between looks at the context.
const checkEvery = 1 << 13

// each calls f with the postings of a term in the documents within, or in
// all, in ascending order; with their positions if asked for. The posting is
// good until f returns.
func (s *session) each(field, term string, within *roaring.Bitmap, positions bool, f func(doc uint32, p segment.Posting)) error {
	b, err := s.bitmapsOf(field)
	if err != nil {
		return err
	}
	for _, part := range b.parts {
		list, err := part.dict.PostingsList([]byte(term), part.deleted, nil)
		if err == nil {
			err = s.eachOf(part, list.Iterator(true, true, positions, nil), within, f)
		}
		if s.ctx.Err() != nil {
			return context.Cause(s.ctx)
		}
		if err != nil {
			return fmt.Errorf("%w: %w", ErrDamaged, err)
		}
	}
	return nil
}

// counts adds to a column how often documents have a term, and how long they
// are.
func (s *session) counts(field, term string, docs *selected, c column) error {
	b, err := s.bitmapsOf(field)
	if err != nil {
		return err
	}
	if known, ok := b.known[term]; ok && known.IsEmpty() {
		return nil
	}
	for _, part := range b.parts {
		first, end := part.span(docs.numbers)
		if part.raw != nil {
			err = part.raw.add(term, docs.numbers[first:end], part.from, c.from(first, end))
		} else {
			err = s.countsOf(part, term, docs, c)
		}
		if s.ctx.Err() != nil {
			return context.Cause(s.ctx)
		}
		if err != nil {
			return fmt.Errorf("%w: %w", ErrDamaged, err)
		}
	}
	return nil
}

// countsOf is counts in one segment, by its own iterators.
func (s *session) countsOf(part fieldPart, term string, docs *selected, c column) error {
	list, err := part.dict.PostingsList([]byte(term), part.deleted, nil)
	if err != nil {
		return err
	}
	i := 0
	return s.eachOf(part, list.Iterator(true, true, false, nil), docs.docs, func(doc uint32, p segment.Posting) {
		for i < len(docs.numbers) && docs.numbers[i] < doc {
			i++
		}
		if i < len(docs.numbers) && docs.numbers[i] == doc {
			c.put(i, p.Frequency(), lengthOf(p))
		}
	})
}

// lengthOf is the length of a posting's document; bleve tells one by its root.
func lengthOf(p segment.Posting) uint64 {
	norm := p.Norm()
	if norm == 0 || math.IsInf(norm, 0) {
		return 0
	}
	return uint64(math.Round(1 / (norm * norm)))
}

// positions returns where documents have any of some words, in order.
func (s *session) positions(any []string, docs *selected) ([]place, error) {
	b, err := s.bitmapsOf(fieldAll)
	if err != nil {
		return nil, err
	}
	var at []place
	for _, term := range any {
		for _, part := range b.parts {
			first, end := part.span(docs.numbers)
			if part.raw != nil {
				at, err = part.raw.positions(term, docs.numbers[first:end], part.from, first, at)
			} else {
				at, err = s.positionsOf(part, term, docs, at)
			}
			if s.ctx.Err() != nil {
				return nil, context.Cause(s.ctx)
			}
			if err != nil {
				return nil, fmt.Errorf("%w: %w", ErrDamaged, err)
			}
		}
	}
	if !slices.IsSorted(at) {
		slices.Sort(at)
	}
	return at, nil
}

// positionsOf is positions in one segment, by its own iterators.
func (s *session) positionsOf(part fieldPart, term string, docs *selected, at []place) ([]place, error) {
	list, err := part.dict.PostingsList([]byte(term), part.deleted, nil)
	if err != nil {
		return at, err
	}
	i := 0
	err = s.eachOf(part, list.Iterator(true, true, true, nil), docs.docs, func(doc uint32, p segment.Posting) {
		for docs.numbers[i] < doc {
			i++
		}
		for _, l := range p.Locations() {
			at = append(at, placeOf(i, l.Pos()))
		}
	})
	return at, err
}

// eachOf is each in one segment.
func (s *session) eachOf(part fieldPart, it segment.PostingsIterator, within *roaring.Bitmap, f func(uint32, segment.Posting)) error {
	look := within != nil
	if o, ok := it.(segment.OptimizablePostingsIterator); ok && look {
		if have := o.ActualBitmap(); have != nil {
			here := part.own(within)
			here.And(have)
			if here.GetCardinality() < have.GetCardinality() {
				o.ReplaceActual(here)
			}
			look = false
		}
	}
	for n := 1; ; n++ {
		p, err := it.Next()
		if err != nil || p == nil {
			return err
		}
		doc := part.from + uint32(p.Number()) //nolint:gosec // below 2³¹
		if !look || within.Contains(doc) {
			f(doc, p)
		}
		if n%checkEvery == 0 && s.ctx.Err() != nil {
			return context.Cause(s.ctx)
		}
	}
}

// own returns those documents that lie in the segment, by their numbers there.
func (p fieldPart) own(docs *roaring.Bitmap) *roaring.Bitmap {
	if p.from == 0 && (docs.IsEmpty() || uint64(docs.Maximum()) < p.count) {
		return docs.Clone()
	}
	here := roaring.AddOffset64(docs, -int64(p.from))
	here.RemoveRange(p.count, 1<<32)
	return here
}

// every returns all documents.
func (s *session) every() (*roaring.Bitmap, error) {
	b, err := s.bitmapsOf(fieldKey)
	if err != nil {
		return nil, err
	}
	return b.all(), nil
}

// only returns the documents with these ids.
func (s *session) only(ids []string) (*roaring.Bitmap, error) {
	r, err := s.reader.DocIDReaderOnly(ids)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	defer r.Close() //nolint:errcheck // read only
	b := roaring.New()
	for {
		id, err := r.Next()
		if err != nil {
			return nil, fmt.Errorf("%w: %w", ErrDamaged, err)
		}
		if id == nil {
			return b, nil
		}
		b.Add(number(id))
	}
}

// number is the number of a document in the open index; bleve keeps them
// below 2³¹.
func number(id bindex.IndexInternalID) uint32 {
	n := id.Value()
	return uint32(n) //nolint:gosec // see above
}
