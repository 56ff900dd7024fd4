package index

import (
	"github.com/RoaringBitmap/roaring/v2"
)

// daysAsOf returns the documents that matched at the moment of a request, and
// sets the timeline back to it: without later stories, and with those that
// matched under the day that they had then. A story that the index holds as part
// of another is not counted.
func (c asOfSearch) daysAsOf(t *Timeline, r Request) (*roaring.Bitmap, error) {
	matched, err := c.matchAsOf(r)
	if err != nil {
		return nil, err
	}
	seen, err := c.seenBy(r.AsOf.At)
	if err != nil {
		return nil, err
	}
	t.Restrict(seen)
	for _, e := range matched.changed {
		if doc, ok := matched.docOf[e.ID]; ok {
			matched.docs.Add(doc)
			t.MoveTo(doc, e.Day)
		}
	}
	return matched.docs, nil
}
