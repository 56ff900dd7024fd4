package segment

import (
	"strconv"
	"testing"

	"github.com/RoaringBitmap/roaring/v2"
)

// TestByID promises that ids lead to the documents that have them, without those
// that were removed or replaced, whichever way the segments are read.
func TestByID(t *testing.T) {
	_, direct := onDisk(t, drawn())
	iterating := &Snapshot{reader: direct.reader, scorch: direct.scorch, fields: map[string]*Field{}, iterate: true}
	words, err := direct.Field(wordField)
	if err != nil {
		t.Fatal(err)
	}
	asked := []string{"-1", "5000", "4979x", ""} // none has these
	for i := range 5000 {
		asked = append(asked, strconv.Itoa(i)) // of which some were removed
	}
	for name, s := range map[string]*Snapshot{"direct": direct, "iterating": iterating} {
		if docs, err := s.ByID(asked); err != nil || !docs.Equals(words.All()) {
			t.Errorf("%s: %d documents of %d: %v", name, docs.GetCardinality(), words.All().GetCardinality(), err)
		}
		for _, doc := range []uint32{0, 3999, words.All().Maximum()} {
			ids, err := s.IDs([]uint32{doc})
			if err != nil {
				t.Fatal(err)
			}
			if docs, err := s.ByID(ids); err != nil || words.All().Contains(doc) && !docs.Equals(roaring.BitmapOf(doc)) {
				t.Errorf("%s: document %d has the id %s, which leads to %v: %v", name, doc, ids, docs, err)
			}
		}
	}
}
