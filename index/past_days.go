package index

import (
	"slices"

	"github.com/RoaringBitmap/roaring/v2"
)

// daysThen returns the documents that matched at the moment of a request, and
// makes a timeline that of the moment: it holds no story that came later, and
// those that matched and have got another date since under the day that they
// had. A story that the index holds as part of another is not counted by
// itself.
func (c compiler) daysThen(t *Timeline, r Request) (*roaring.Bitmap, error) {
	found, err := c.then(r)
	if err != nil {
		return nil, err
	}
	seen, err := c.seenBy(r.Past.At)
	if err != nil {
		return nil, err
	}
	for i := range t.on {
		t.on[i] = roaring.And(t.on[i], seen)
	}
	for _, e := range found.changed {
		doc, ok := found.number[e.ID]
		if !ok {
			continue
		}
		found.docs.Add(doc)
		if i, there := slices.BinarySearch(t.days, e.Day); !there || !t.on[i].Contains(doc) {
			t.move(doc, e.Day)
		}
	}
	return found.docs, nil
}

// move puts a document under another day.
func (t *Timeline) move(doc uint32, day string) {
	for i := range t.on {
		t.on[i].Remove(doc) // each is ours since it was restricted
	}
	i, there := slices.BinarySearch(t.days, day)
	if !there {
		t.days, t.on = slices.Insert(t.days, i, day), slices.Insert(t.on, i, roaring.New())
	}
	t.on[i].Add(doc)
}
