package index

import (
	"context"
	"fmt"
	"math"

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

// frequencies calls f with those of some documents that have a term: how often,
// and how long they are.
func (s *session) frequencies(field, term string, within *roaring.Bitmap, f func(doc uint32, tf, length float64)) error {
	b, err := s.bitmapsOf(field)
	if err != nil {
		return err
	}
	for _, part := range b.parts {
		if part.raw != nil {
			err = part.raw.each(term, part.own(within), func(doc uint32, tf, length uint64) {
				f(part.from+doc, float64(tf), float64(length))
			})
		} else {
			err = s.frequenciesOf(part, term, within, f)
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

// frequenciesOf is frequencies in one segment, by its own iterators.
func (s *session) frequenciesOf(part fieldPart, term string, within *roaring.Bitmap, f func(doc uint32, tf, length float64)) error {
	list, err := part.dict.PostingsList([]byte(term), part.deleted, nil)
	if err != nil {
		return err
	}
	return s.eachOf(part, list.Iterator(true, true, false, nil), within, func(doc uint32, p segment.Posting) {
		norm := p.Norm() // one by the root of the length
		f(doc, float64(p.Frequency()), math.Round(1/(norm*norm)))
	})
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
