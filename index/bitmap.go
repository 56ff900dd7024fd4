package index

import (
	"fmt"
	"math"
	"slices"

	"github.com/RoaringBitmap/roaring/v2"
	"github.com/blevesearch/bleve/v2/index/scorch"
	segment "github.com/blevesearch/scorch_segment_api/v2"
)

// bitmaps reads the documents of the terms of one field as they lie in the
// segments, without a look at each.
type bitmaps struct {
	field string
	parts []fieldPart
	known map[string]*roaring.Bitmap
}

// all returns every document, the caller's to change.
func (b *bitmaps) all() *roaring.Bitmap {
	all := roaring.New()
	for _, p := range b.parts {
		if p.count == 0 {
			continue
		}
		all.AddRange(uint64(p.from), uint64(p.from)+p.count)
		if p.deleted != nil {
			all.AndNot(roaring.AddOffset(p.deleted, p.from))
		}
	}
	return all
}

// fieldPart is the field in one segment, whose documents begin at a number.
type fieldPart struct {
	dict    segment.TermDictionary
	raw     *rawPart // nil: only by dict
	deleted *roaring.Bitmap
	from    uint32
	count   uint64 // with those that are deleted
}

// span returns which of some documents, in ascending order, lie in the
// segment: from the first to before the end.
func (p fieldPart) span(numbers []uint32) (first, end int) {
	first, _ = slices.BinarySearch(numbers, p.from)
	end, _ = slices.BinarySearch(numbers, p.from+uint32(p.count)) //nolint:gosec // below 2³¹
	return first, end
}

// selected are documents, also in ascending order by their numbers.
type selected struct {
	docs    *roaring.Bitmap
	numbers []uint32
}

func selectedOf(docs *roaring.Bitmap) *selected { return &selected{docs, docs.ToArray()} }

// place is where a word stands: above, which of the documents selected it is
// in, below, the position there.
type place uint64

func placeOf(rank int, position uint64) place {
	return place(rank)<<32 | place(min(position, math.MaxUint32)) //nolint:gosec // not negative
}

func (p place) rank() int        { return int(p >> 32) } //nolint:gosec // below 2³¹
func (p place) position() uint64 { return uint64(p & math.MaxUint32) }

// bitmapsOf opens a field.
func (s *session) bitmapsOf(field string) (*bitmaps, error) {
	if b, ok := s.fields[field]; ok {
		return b, nil
	}
	snapshot, ok := s.reader.(*scorch.IndexSnapshot)
	if !ok {
		return nil, fmt.Errorf("the reader is a %T", s.reader)
	}
	b := &bitmaps{field: field, known: map[string]*roaring.Bitmap{}}
	var from int64
	for _, seg := range snapshot.Segments() {
		dict, err := seg.Segment().Dictionary(field)
		if err != nil {
			return nil, fmt.Errorf("%w: %w", ErrDamaged, err)
		}
		b.parts = append(b.parts, fieldPart{dict: dict, raw: rawOf(seg.Segment(), field), deleted: seg.Deleted(), from: uint32(from), count: uint64(seg.FullSize())}) //nolint:gosec // below 2³¹
		from += seg.FullSize()
	}
	s.fields[field] = b
	return b, nil
}

// of returns the documents that have a term, and keeps them. The bitmap is
// not the caller's to change.
func (b *bitmaps) of(term string) (*roaring.Bitmap, error) {
	if docs, ok := b.known[term]; ok {
		return docs, nil
	}
	docs, err := b.read(term)
	if err == nil {
		b.known[term] = docs
	}
	return docs, err
}

// read is of without a memory, for those who ask for many terms.
func (b *bitmaps) read(term string) (*roaring.Bitmap, error) {
	var all *roaring.Bitmap
	for _, p := range b.parts {
		list, err := p.dict.PostingsList([]byte(term), p.deleted, nil)
		if err != nil {
			return nil, fmt.Errorf("%w: %w", ErrDamaged, err)
		}
		some, err := bitmapOf(list)
		if err != nil {
			return nil, err
		}
		switch {
		case some.IsEmpty():
			continue
		case p.from > 0:
			some = roaring.AddOffset(some, p.from)
		}
		if all == nil {
			all = some
		} else {
			all = roaring.Or(all, some)
		}
	}
	if all == nil {
		return roaring.New(), nil
	}
	return all, nil
}

// uncounted is a dictionary that can also tell its terms without counting
// their documents.
type uncounted interface {
	AutomatonIteratorOmitCount(a segment.Automaton, first, before []byte) segment.DictionaryIterator
}

// names calls f with the terms from one to before another of each segment,
// those of documents that are deleted among them.
func (b *bitmaps) names(first, before string, f func(part fieldPart, term string) error) error {
	for _, p := range b.parts {
		var terms segment.DictionaryIterator
		if d, ok := p.dict.(uncounted); ok {
			terms = d.AutomatonIteratorOmitCount(nil, []byte(first), []byte(before))
		} else {
			terms = p.dict.AutomatonIterator(nil, []byte(first), []byte(before))
		}
		for {
			e, err := terms.Next()
			if err != nil {
				return fmt.Errorf("%w: %w", ErrDamaged, err)
			}
			if e == nil {
				break
			}
			if err := f(p, e.Term); err != nil {
				return err
			}
		}
	}
	return nil
}

// terms calls f with the terms from one to before another and their documents
// in one segment, segment by segment.
func (b *bitmaps) terms(first, before string, f func(term string, docs *roaring.Bitmap)) error {
	return b.names(first, before, func(p fieldPart, term string) error {
		list, err := p.dict.PostingsList([]byte(term), p.deleted, nil)
		if err != nil {
			return fmt.Errorf("%w: %w", ErrDamaged, err)
		}
		docs, err := bitmapOf(list)
		if err != nil {
			return err
		}
		if p.from > 0 {
			docs = roaring.AddOffset(docs, p.from)
		}
		f(term, docs)
		return nil
	})
}

// anyOf returns the documents that have any of some terms.
func (b *bitmaps) anyOf(terms []string) (*roaring.Bitmap, error) {
	var some []*roaring.Bitmap
	for _, term := range terms {
		docs, err := b.of(term)
		if err != nil {
			return nil, err
		}
		if !docs.IsEmpty() {
			some = append(some, docs)
		}
	}
	if len(some) == 1 {
		return some[0], nil
	}
	return roaring.FastOr(some...), nil
}

// bitmapOf returns the bitmap that a list is.
func bitmapOf(list segment.PostingsList) (*roaring.Bitmap, error) {
	it := list.Iterator(false, false, false, nil)
	if o, ok := it.(segment.OptimizablePostingsIterator); ok {
		if b := o.ActualBitmap(); b != nil {
			return b, nil
		}
	}
	b := roaring.New()
	for {
		p, err := it.Next()
		if err != nil {
			return nil, fmt.Errorf("%w: %w", ErrDamaged, err)
		}
		if p == nil {
			return b, nil
		}
		b.Add(uint32(p.Number())) //nolint:gosec // below 2³¹
	}
}
