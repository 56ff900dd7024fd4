package index

import (
	"context"
	"fmt"

	"github.com/RoaringBitmap/roaring/v2"
	bindex "github.com/blevesearch/bleve_index_api"
)

// checkEvery is how many documents are read between looks at the context.
const checkEvery = 1 << 13

// each calls f with the postings of the documents within, or of all, in
// ascending order.
func (s *session) each(p bindex.TermFieldReader, within *roaring.Bitmap, f func(doc uint32, d *bindex.TermFieldDoc)) error {
	if within != nil && within.GetCardinality()*8 < p.Count() {
		return s.pick(p, within, f)
	}
	var d bindex.TermFieldDoc
	for n := 1; ; n++ {
		next, err := p.Next(&d)
		if err != nil {
			return fmt.Errorf("%w: %w", ErrDamaged, err)
		}
		if next == nil {
			return nil
		}
		if doc := number(next.ID); within == nil || within.Contains(doc) {
			f(doc, next)
		}
		if n%checkEvery == 0 && s.ctx.Err() != nil {
			return context.Cause(s.ctx)
		}
	}
}

// pick is each by looking up every document within.
func (s *session) pick(p bindex.TermFieldReader, within *roaring.Bitmap, f func(doc uint32, d *bindex.TermFieldDoc)) error {
	var d bindex.TermFieldDoc
	var id bindex.IndexInternalID
	at := -1
	for it := within.Iterator(); it.HasNext(); {
		doc := it.Next()
		if int(doc) > at {
			id = bindex.NewIndexInternalID(id, uint64(doc))
			next, err := p.Advance(id, &d)
			if err != nil {
				return fmt.Errorf("%w: %w", ErrDamaged, err)
			}
			if next == nil {
				return nil
			}
			at = int(number(next.ID))
		}
		if int(doc) == at {
			f(doc, &d)
		}
		if doc%checkEvery == 0 && s.ctx.Err() != nil {
			return context.Cause(s.ctx)
		}
	}
	return nil
}

// every returns all documents.
func (s *session) every() (*roaring.Bitmap, error) {
	ids, err := s.reader.DocIDReaderAll()
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	return s.drain(ids)
}

// only returns the documents with these ids.
func (s *session) only(ids []string) (*roaring.Bitmap, error) {
	r, err := s.reader.DocIDReaderOnly(ids)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	return s.drain(r)
}

func (s *session) drain(ids bindex.DocIDReader) (*roaring.Bitmap, error) {
	defer ids.Close() //nolint:errcheck // read only
	b := roaring.New()
	for n := 1; ; n++ {
		id, err := ids.Next()
		if err != nil {
			return nil, fmt.Errorf("%w: %w", ErrDamaged, err)
		}
		if id == nil {
			return b, nil
		}
		b.Add(number(id))
		if n%checkEvery == 0 && s.ctx.Err() != nil {
			return nil, context.Cause(s.ctx)
		}
	}
}

// number is the number of a document in the open index; bleve keeps them
// below 2³¹.
func number(id bindex.IndexInternalID) uint32 {
	n := id.Value()
	return uint32(n) //nolint:gosec // see above
}
