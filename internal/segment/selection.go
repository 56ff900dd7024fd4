package segment

import (
	"math"
	"slices"

	"github.com/RoaringBitmap/roaring/v2"
)

// Selection is the documents that a search is about, also as a list in
// ascending order.
type Selection struct {
	Docs    *roaring.Bitmap
	Numbers []uint32
}

// Select makes a selection of documents.
func Select(docs *roaring.Bitmap) *Selection { return &Selection{docs, docs.ToArray()} }

// TermFreqs is how often each document of a selection has a word, and how many
// words the document has.
type TermFreqs struct {
	Freqs, Lengths []float32
}

// NewTermFreqs makes room for n documents.
func NewTermFreqs(n int) TermFreqs { return TermFreqs{make([]float32, n), make([]float32, n)} }

func (t TermFreqs) slice(from, to int) TermFreqs {
	return TermFreqs{t.Freqs[from:to], t.Lengths[from:to]}
}

func (t TermFreqs) add(i int, freq, length uint64) {
	t.Freqs[i] += float32(freq)
	t.Lengths[i] = float32(length)
}

// Position is the position of a word: the high half says in which document of a
// selection, the low half at which position of it. Positions of one document
// can be added and compared as numbers.
type Position uint64

func newPosition(index int, offset uint64) Position {
	return Position(index)<<32 | Position(min(offset, math.MaxUint32)) // not negative
}

// Index is the document's index in the selection.
func (p Position) Index() int { return int(p >> 32) } // below 2³¹

// Offset is the position in the document.
func (p Position) Offset() uint64 { return uint64(p & math.MaxUint32) }

// bounds returns which of some documents, in ascending order, lie in the
// segment: those from the first to before the end.
func (p part) bounds(docs []uint32) (first, end int) {
	first, _ = slices.BinarySearch(docs, p.base)
	end, _ = slices.BinarySearch(docs, p.base+uint32(p.count)) // below 2³¹
	return first, end
}

// local returns the documents that lie in the segment, by their numbers there.
func (p part) local(docs *roaring.Bitmap) *roaring.Bitmap {
	if p.base == 0 && (docs.IsEmpty() || uint64(docs.Maximum()) < p.count) {
		return docs.Clone()
	}
	here := roaring.AddOffset64(docs, -int64(p.base))
	here.RemoveRange(p.count, 1<<32)
	return here
}
