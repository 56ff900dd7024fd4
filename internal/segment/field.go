package segment

import (
	"github.com/RoaringBitmap/roaring/v2"
	segment "github.com/blevesearch/scorch_segment_api/v2"
)

// Field reads the documents of the terms of one field as the bitmaps that lie
// in the segments, without a look at each document.
type Field struct {
	parts []part
	docs  map[string]*roaring.Bitmap // by term, once read
}

// part is a field in one segment.
type part struct {
	dict    segment.TermDictionary
	zap     *zapField // nil: the segment is read by bleve's iterators
	deleted *roaring.Bitmap
	base    uint32 // the number of the segment's first document
	count   uint64 // of its documents, deleted ones included

	kind  kind
	marks bool // a term has the documents in which it is marked
}

// All returns every document of the index, the caller's to change.
func (f *Field) All() *roaring.Bitmap {
	all := roaring.New()
	for _, p := range f.parts {
		if p.count == 0 {
			continue
		}
		all.AddRange(uint64(p.base), uint64(p.base)+p.count)
		if p.deleted != nil {
			all.AndNot(roaring.AddOffset(p.deleted, p.base))
		}
	}
	return all
}

// Docs returns the documents that have a term, and caches them. The bitmap is
// not the caller's to change.
func (f *Field) Docs(term string) (*roaring.Bitmap, error) {
	if docs, ok := f.docs[term]; ok {
		return docs, nil
	}
	var all *roaring.Bitmap
	for _, p := range f.parts {
		docs, err := p.docs(term)
		switch {
		case err != nil:
			return nil, err
		case docs.IsEmpty():
		case all == nil:
			all = docs
		default:
			all = roaring.Or(all, docs)
		}
	}
	if all == nil {
		all = roaring.New()
	}
	f.docs[term] = all
	return all, nil
}

// AnyOf returns the documents that have any of some terms. The bitmap is not
// the caller's to change.
func (f *Field) AnyOf(terms []string) (*roaring.Bitmap, error) {
	var some []*roaring.Bitmap
	for _, term := range terms {
		docs, err := f.Docs(term)
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

// Count returns how many documents have a term.
func (f *Field) Count(term string) (uint64, error) {
	docs, err := f.Docs(term)
	if err != nil {
		return 0, err
	}
	return docs.GetCardinality(), nil
}

// First returns the first term from one to before another, or "". Documents
// that have it may all be deleted.
func (f *Field) First(from, before string) (first string, err error) {
	for _, p := range f.parts {
		e, err := p.dict.AutomatonIterator(nil, []byte(from), []byte(before)).Next()
		if err != nil {
			return "", damaged(err)
		}
		if e != nil && (first == "" || e.Term < first) {
			first = e.Term
		}
	}
	return first, nil
}

// uncounted is a dictionary that can list its terms without counting their
// documents.
type uncounted interface {
	AutomatonIteratorOmitCount(a segment.Automaton, first, before []byte) segment.DictionaryIterator
}

// EachTerm calls use with the terms from one to before another, segment by
// segment: a term of several segments comes several times, and documents that
// have it may all be deleted.
func (f *Field) EachTerm(from, before string, use func(term string) error) error {
	return f.eachInParts(from, before, func(_ part, term string) error { return use(term) })
}

// EachDocs is EachTerm with the documents of the segment that have the term.
func (f *Field) EachDocs(from, before string, use func(term string, docs *roaring.Bitmap)) error {
	return f.eachInParts(from, before, func(p part, term string) error {
		docs, err := p.docs(term)
		if err == nil {
			use(term, docs)
		}
		return err
	})
}

func (f *Field) eachInParts(from, before string, use func(p part, term string) error) error {
	for _, p := range f.parts {
		var terms segment.DictionaryIterator
		if d, ok := p.dict.(uncounted); ok {
			terms = d.AutomatonIteratorOmitCount(nil, []byte(from), []byte(before))
		} else {
			terms = p.dict.AutomatonIterator(nil, []byte(from), []byte(before))
		}
		for {
			e, err := terms.Next()
			if err != nil {
				return damaged(err)
			}
			if e == nil {
				break
			}
			if err := use(p, e.Term); err != nil {
				return err
			}
		}
	}
	return nil
}

// docs returns the documents of the segment that have a term.
func (p part) docs(term string) (*roaring.Bitmap, error) {
	docs, err := p.own(term)
	if err == nil && p.base > 0 && !docs.IsEmpty() {
		docs = roaring.AddOffset(docs, p.base)
	}
	return docs, err
}

// own is docs by the numbers that the documents have in the segment.
func (p part) own(term string) (*roaring.Bitmap, error) {
	if p.marks {
		return p.marked(term)
	}
	list, err := p.dict.PostingsList([]byte(term), p.deleted, nil)
	if err != nil {
		return nil, damaged(err)
	}
	it := list.Iterator(false, false, false, nil)
	docs := bitmapOf(it)
	if docs == nil {
		docs = roaring.New()
		for {
			posting, err := it.Next()
			if err != nil {
				return nil, damaged(err)
			}
			if posting == nil {
				break
			}
			docs.Add(uint32(posting.Number())) // below 2³¹
		}
	}
	return docs, nil
}

// addDocs adds the documents of the segment that have a term, which is mostly one.
func (p part) addDocs(term string, to *roaring.Bitmap) error {
	if p.zap != nil {
		doc, found, one, err := p.zap.only(term)
		if err != nil {
			return damaged(err)
		}
		if found && one && (p.deleted == nil || !p.deleted.Contains(doc)) {
			to.Add(p.base + doc)
		}
		if !found || one {
			return nil
		}
	}
	docs, err := p.docs(term)
	if err == nil {
		to.Or(docs)
	}
	return err
}

// bitmapOf returns the bitmap behind an iterator, or nil.
func bitmapOf(it segment.PostingsIterator) *roaring.Bitmap {
	if o, ok := it.(segment.OptimizablePostingsIterator); ok {
		return o.ActualBitmap()
	}
	return nil
}
