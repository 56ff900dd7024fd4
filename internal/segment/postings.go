package segment

import (
	"context"
	"slices"

	"github.com/RoaringBitmap/roaring/v2"
	segment "github.com/blevesearch/scorch_segment_api/v2"
)

// AddFreqs adds how often the selected documents have a term, and sets the
// lengths of those that have it.
func (f *Field) AddFreqs(ctx context.Context, term string, docs *Selection, to TermFreqs) error {
	if known, ok := f.docs[term]; ok && known.IsEmpty() {
		return nil
	}
	return f.eachPart(ctx, func(p part) error {
		if p.zap == nil {
			return p.addFreqs(ctx, term, docs, to)
		}
		first, end := p.bounds(docs.Numbers)
		return p.zap.addFreqs(term, docs.Numbers[first:end], p.base, to.slice(first, end))
	})
}

// Positions returns where the selected documents have any of some terms, in
// ascending order.
func (f *Field) Positions(ctx context.Context, terms []string, docs *Selection) (all []Position, err error) {
	for _, term := range terms {
		err := f.eachPart(ctx, func(p part) (err error) {
			if p.zap == nil {
				all, err = p.positions(ctx, term, docs, all)
				return err
			}
			first, end := p.bounds(docs.Numbers)
			all, err = p.zap.positions(term, docs.Numbers[first:end], p.base, first, all)
			return err
		})
		if err != nil {
			return nil, err
		}
	}
	if !slices.IsSorted(all) {
		slices.Sort(all)
	}
	return all, nil
}

// EachFreq calls use with the documents within some that have a term, in
// ascending order, and how often they have it.
func (f *Field) EachFreq(ctx context.Context, term string, within *roaring.Bitmap, use func(doc uint32, freq uint64)) error {
	return f.eachPart(ctx, func(p part) error {
		return p.iterate(ctx, term, within, false, func(doc uint32, posting segment.Posting) { use(doc, posting.Frequency()) })
	})
}

// eachPart calls read with the parts of the field until the context ends.
func (f *Field) eachPart(ctx context.Context, read func(part) error) error {
	for _, p := range f.parts {
		err := read(p)
		if ctx.Err() != nil {
			return context.Cause(ctx)
		}
		if err != nil {
			return damaged(err)
		}
	}
	return nil
}
