package count

import (
	"slices"

	"newsarchive/index/internal/document"

	"github.com/RoaringBitmap/roaring/v2"
)

// Clusters counts the distinct chains of a query's stories in periods that
// begin with these days, ascending; the last period has no end. A story belongs
// to its latest chain.
func (t *Timeline) Clusters(query int, starts []string) ([]int64, error) {
	docs := t.docs(query)
	alone, err := t.keys.Docs(document.KeySize + document.Counted(1)) // each is a chain of its own
	if err != nil {
		return nil, err
	}
	clusters := make([]int64, len(starts))
	for _, d := range t.Days(query) {
		if p := periodOf(starts, d.Day); p >= 0 {
			clusters[p] += d.Stories
		}
	}
	// Of the stories of one chain, all but one were counted too many.
	type pair struct {
		chain uint64
		p     int
	}
	seen := map[pair]bool{}
	err = t.chains(roaring.AndNot(docs, alone), func(doc uint32, chain uint64) {
		day := t.dayAt(doc)
		if day < 0 {
			return
		}
		k := pair{chain, periodOf(starts, t.days[day])}
		if k.p >= 0 && seen[k] {
			clusters[k.p]--
		}
		seen[k] = true
	})
	return clusters, err
}

// periodOf returns the period that holds a day, or -1.
func periodOf(starts []string, day string) int {
	i, exact := slices.BinarySearch(starts, day)
	if exact {
		return i
	}
	return i - 1
}
