package segment

import (
	"context"
	"math"

	"github.com/RoaringBitmap/roaring/v2"
	segment "github.com/blevesearch/scorch_segment_api/v2"
)

// checkEvery is how many postings are read between looks at the context.
const checkEvery = 1 << 13

// iterate calls use with the postings of a term in some documents, in
// ascending order, by bleve's iterator. A posting is good until use returns.
func (p part) iterate(ctx context.Context, term string, within *roaring.Bitmap, positions bool, use func(uint32, segment.Posting)) error {
	list, err := p.dict.PostingsList([]byte(term), p.deleted, nil)
	if err != nil {
		return err
	}
	it := list.Iterator(true, true, positions, nil)
	compare := true
	if docs := bitmapOf(it); docs != nil {
		here := p.local(within)
		here.And(docs)
		if here.GetCardinality() < docs.GetCardinality() {
			it.(segment.OptimizablePostingsIterator).ReplaceActual(here) //nolint:errcheck // bitmapOf looked
		}
		compare = false
	}
	for n := 1; ; n++ {
		posting, err := it.Next()
		if err != nil || posting == nil {
			return err
		}
		doc := p.base + uint32(posting.Number()) // below 2³¹
		if !compare || within.Contains(doc) {
			use(doc, posting)
		}
		if n%checkEvery == 0 && ctx.Err() != nil {
			return context.Cause(ctx)
		}
	}
}

// selected is iterate over a selection; use gets the index of the document.
func (p part) selected(ctx context.Context, term string, docs *Selection, positions bool, use func(int, segment.Posting)) error {
	i := 0
	return p.iterate(ctx, term, docs.Docs, positions, func(doc uint32, posting segment.Posting) {
		for docs.Numbers[i] < doc {
			i++
		}
		use(i, posting)
	})
}

// addFreqs is [Field.AddFreqs] in one segment.
func (p part) addFreqs(ctx context.Context, term string, docs *Selection, to TermFreqs) error {
	return p.selected(ctx, term, docs, p.kind == positional, func(i int, posting segment.Posting) {
		to.add(i, p.kind.count(posting.Frequency(), len(posting.Locations()) > 0), lengthOf(posting))
	})
}

// positions is [Field.Positions] in one segment; it appends.
func (p part) positions(ctx context.Context, term string, docs *Selection, to []Position) ([]Position, error) {
	var offsets []uint64
	err := p.selected(ctx, term, docs, true, func(i int, posting segment.Posting) {
		offsets = offsets[:0]
		for _, l := range posting.Locations() {
			at := l.Pos()
			offsets = append(offsets, at)
			for _, distance := range l.ArrayPositions() {
				at += distance
				offsets = append(offsets, at)
			}
		}
		if len(offsets) == 0 {
			offsets = unpack(offsets, posting.Frequency())
		}
		for _, at := range offsets {
			to = append(to, newPosition(i, at))
		}
	})
	return to, err
}

// numbers is [Field.Numbers] in one segment.
func (p part) numbers(ctx context.Context, docs []uint32, to []uint64) error {
	return p.selected(ctx, numberTerm, &Selection{roaring.BitmapOf(docs...), docs}, false, func(i int, posting segment.Posting) {
		to[i] = decodeNumber(posting.Frequency(), lengthOf(posting))
	})
}

// lengthOf is the length of a posting's document. bleve returns a norm, which
// is one over its root.
func lengthOf(p segment.Posting) uint64 {
	norm := p.Norm()
	if norm == 0 || math.IsInf(norm, 0) {
		return 0
	}
	return uint64(math.Round(1 / (norm * norm)))
}
