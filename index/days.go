package index

import (
	"context"
	"fmt"
	"strconv"

	"github.com/RoaringBitmap/roaring/v2"
	bindex "github.com/blevesearch/bleve_index_api"
)

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
