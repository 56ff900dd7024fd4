package count

import (
	"slices"

	"newsarchive/index/internal/rank"

	"github.com/RoaringBitmap/roaring/v2"
)

// Sample returns at most n stories of a query from one day to another, both
// included, taken at even distances.
func (t *Timeline) Sample(query int, first, last string, n int) ([]int64, error) {
	if len(t.days) == 0 || first <= t.days[0] && last >= t.days[len(t.days)-1] {
		return t.ids(evenly(t.docs(query), n))
	}
	docs := roaring.New()
	i, _ := slices.BinarySearch(t.days, first)
	for ; i < len(t.days) && t.days[i] <= last; i++ {
		if t.matched[query] == nil {
			docs.Or(t.on[i])
		} else {
			docs.Or(roaring.And(t.on[i], t.matched[query]))
		}
	}
	return t.ids(evenly(docs, n))
}

// evenly takes n of the documents at even distances.
func evenly(docs *roaring.Bitmap, n int) []rank.Doc {
	total := int(Card(docs.GetCardinality()))
	n = min(n, total)
	some := make([]rank.Doc, 0, n)
	for i := range n {
		doc, err := docs.Select(uint32(i * total / n)) // below 2³¹
		if err == nil {
			some = append(some, rank.Doc{Number: doc})
		}
	}
	return some
}

func (t *Timeline) ids(docs []rank.Doc) ([]int64, error) {
	hits, err := t.s.Hits(docs)
	ids := make([]int64, len(hits))
	for i, h := range hits {
		ids[i] = h.ID
	}
	return ids, err
}
