package count

import (
	"github.com/RoaringBitmap/roaring/v2"

	"newsarchive/index/internal/document"
)

// chains calls f with the latest chain of each document, in their order, after
// findDays.
func (t *Timeline) chains(docs *roaring.Bitmap, f func(doc uint32, chain uint64)) error {
	if docs.IsEmpty() {
		return nil
	}
	t.findDays()
	numbers := docs.ToArray()
	chains, err := t.s.NumbersOf(document.FieldChain, numbers)
	for i, chain := range chains {
		if chain > 0 {
			f(numbers[i], chain)
		}
	}
	return err
}

// findDays notes the day of every document.
func (t *Timeline) findDays() {
	if t.dayOf != nil {
		return
	}
	var last uint32
	for _, docs := range t.on {
		if !docs.IsEmpty() {
			last = max(last, docs.Maximum())
		}
	}
	t.dayOf = make([]int32, last+1)
	for i := range t.dayOf {
		t.dayOf[i] = -1
	}
	buffer := make([]uint32, 4096)
	for day, docs := range t.on {
		it := docs.ManyIterator()
		for n := it.NextMany(buffer); n > 0; n = it.NextMany(buffer) {
			for _, doc := range buffer[:n] {
				t.dayOf[doc] = int32(day) // there are not so many days
			}
		}
	}
}

// dayAt returns the index of a document's day in days, or -1.
func (t *Timeline) dayAt(doc uint32) int32 {
	if int(doc) >= len(t.dayOf) {
		return -1
	}
	return t.dayOf[doc]
}
