package segment

import (
	"context"

	"github.com/RoaringBitmap/roaring/v2"
	bindex "github.com/blevesearch/bleve_index_api"
	segment "github.com/blevesearch/scorch_segment_api/v2"
)

// A term of the marked field has a mark in some documents. The frequency of its
// posting says how often the document has the term, and whether it is marked:
//
//	1          twice, marked
//	2·n        n times
//	2·n + 1    n times, marked
//
// Most marked terms are there twice: of a term that a document has alone, bleve
// keeps a frequency of 1 in the dictionary, without a list of documents.
const (
	Marked = "stem"  // the name of the marked field
	Marks  = "title" // of the same field, of which each term has the documents in which it is marked
)

// AddMarked counts a term of the marked field some times more, and marks it or leaves
// it as it is.
func AddMarked(t *bindex.TokenFreq, times int, mark bool) {
	n, marked := 0, false
	if t.Frequency() > 0 {
		n, marked = CountOf(t)
	}
	freq := 2 * (n + times)
	if mark || marked {
		freq++
	}
	if freq == 2*2+1 {
		freq = 1
	}
	t.SetFrequency(freq)
}

// CountOf returns how often a term of the marked field was counted, and whether it
// is marked.
func CountOf(t *bindex.TokenFreq) (n int, marked bool) {
	count, marked := markedCount(uint64(t.Frequency())) //nolint:gosec // not negative
	return int(count), marked                           //nolint:gosec // it was an int
}

func markedCount(freq uint64) (n uint64, marked bool) {
	if freq == 1 {
		return 2, true
	}
	return freq / 2, freq&1 > 0
}

// marked returns the documents of the segment in which a term is marked.
func (p part) marked(term string) (*roaring.Bitmap, error) {
	var docs []uint32
	var err error
	if p.zap != nil {
		docs, err = p.zap.marked(term)
	} else {
		every := roaring.New()
		every.AddRange(uint64(p.base), uint64(p.base)+p.count)
		err = p.iterate(context.Background(), term, every, false, func(doc uint32, posting segment.Posting) {
			if _, ok := markedCount(posting.Frequency()); ok {
				docs = append(docs, doc-p.base)
			}
		})
	}
	if err != nil {
		return nil, damaged(err)
	}
	marked := roaring.BitmapOf(docs...)
	if p.deleted != nil {
		marked.AndNot(p.deleted)
	}
	return marked, nil
}

// marked returns the documents in which a term is marked, deleted ones included.
func (z *zapField) marked(term string) (docs []uint32, err error) {
	defer z.caught(term, &err)
	l, err := z.postings(term)
	if err != nil || l == nil {
		return nil, err
	}
	if l.oneHitLength > 0 {
		return l.docs.ToArray(), nil
	}
	var freqs varints
	next := uint32(0) // the first document of the next chunk
	for it := l.docs.Iterator(); it.HasNext(); {
		doc := it.Next()
		if doc >= next {
			chunk := doc / l.chunkSize
			freqs, next = varints{data: l.freqs.chunk(chunk)}, (chunk+1)*l.chunkSize
		}
		freq := freqs.next() >> 1
		freqs.next() // the length
		if _, ok := markedCount(freq); ok {
			docs = append(docs, doc)
		}
	}
	return docs, nil
}
