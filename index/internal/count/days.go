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
	if t.dayOf == nil {
		t.dayOf = daysOf(t.on)
	}
}

// daysOf returns the index of the day of each document, or -1, from the documents of
// each day.
func daysOf(on []*roaring.Bitmap) []int32 {
	var last uint32
	for _, docs := range on {
		if !docs.IsEmpty() {
			last = max(last, docs.Maximum())
		}
	}
	dayOf := make([]int32, last+1)
	for i := range dayOf {
		dayOf[i] = -1
	}
	buffer := make([]uint32, 4096)
	for day, docs := range on {
		it := docs.ManyIterator()
		for n := it.NextMany(buffer); n > 0; n = it.NextMany(buffer) {
			for _, doc := range buffer[:n] {
				dayOf[doc] = int32(day) // there are not so many days
			}
		}
	}
	return dayOf
}

// dayAt returns the index of a document's day in days, or -1.
func (t *Timeline) dayAt(doc uint32) int32 {
	if int(doc) >= len(t.dayOf) {
		return -1
	}
	return t.dayOf[doc]
}
