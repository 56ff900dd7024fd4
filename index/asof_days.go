package index

import (
	"github.com/RoaringBitmap/roaring/v2"
)

// daysAsOf returns the documents that matched at the moment of a request, and
// makes a timeline that of the moment: it holds no story that came later, and
// those that matched and have got another date since under the day that they
// had. A story that the index holds as part of another is not counted by
// itself.
func (c asOfSearch) daysAsOf(t *Timeline, r Request) (*roaring.Bitmap, error) {
	found, err := c.matchAsOf(r)
	if err != nil {
		return nil, err
	}
	seen, err := c.seenBy(r.Past.At)
	if err != nil {
		return nil, err
	}
	t.Restrict(seen)
	for _, e := range found.changed {
		if doc, ok := found.docOf[e.ID]; ok {
			found.docs.Add(doc)
			t.MoveTo(doc, e.Day)
		}
	}
	return found.docs, nil
}
