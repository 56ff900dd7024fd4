package count

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"newsarchive/index/internal/document"
	"newsarchive/index/internal/rank"

	"github.com/RoaringBitmap/roaring/v2"
)

// publishers counts documents by their publishers' numbers.
func (s *Counter) publishers(docs *roaring.Bitmap) (map[uint64]*tally, error) {
	numbers := docs.ToArray()
	all, err := s.NumbersOf(document.FieldPublisher, numbers)
	counts := map[uint64]*tally{}
	for i, number := range all {
		if number == 0 {
			continue
		}
		t := counts[number]
		if t == nil {
			t = &tally{}
			counts[number] = t
		}
		t.stories, t.doc = t.stories+1, numbers[i]
	}
	return counts, err
}

// tally is the number of documents with a value, and one of them.
type tally struct {
	stories int64
	doc     uint32
}

// publisherFacet returns the publishers of the most documents.
func (s *Counter) publisherFacet(docs *roaring.Bitmap, size int) ([]FacetCount, error) {
	counts, err := s.publishers(docs)
	if err != nil || size <= 0 {
		return nil, err
	}
	stories := make([]int64, 0, len(counts))
	for _, t := range counts {
		stories = append(stories, t.stories)
	}
	threshold := rank.Threshold(stories, size)
	var best []FacetCount
	add := func(number uint64, name string) error {
		t, ok := counts[number]
		if !ok || t.stories < threshold {
			return nil
		}
		delete(counts, number) // another segment may have the name too
		hit, err := s.Hits([]rank.Doc{{Number: t.doc}})
		if err == nil {
			best = append(best, FacetCount{name, t.stories, hit[0].ID})
		}
		return err
	}
	if err := s.named(counts, add); err != nil {
		return nil, err
	}
	slices.SortFunc(best, byCount)
	return best[:min(size, len(best))], nil
}

// named calls use with the numbers and names of publishers, at least of those that
// were counted.
func (s *Counter) named(counts map[uint64]*tally, use func(number uint64, name string) error) error {
	known, err := s.knownPublishers()
	if err != nil {
		return err
	}
	if known != nil {
		for _, number := range slices.Collect(maps.Keys(counts)) {
			if name, ok := known[number]; ok {
				if err := use(number, name); err != nil {
					return err
				}
			}
		}
		return nil
	}
	f, err := s.Snapshot.Field(document.FieldKey)
	if err != nil {
		return err
	}
	return f.EachTerm(document.KeyPublisher, document.KeyPublisher+"\U0010ffff", func(term string) error {
		name := strings.TrimPrefix(term, document.KeyPublisher)
		return use(document.PublisherNumber(name), name)
	})
}

// byCount puts the most frequent values first, and equally frequent ones in
// their own order.
func byCount(a, b FacetCount) int {
	return cmp.Or(cmp.Compare(b.Stories, a.Stories), cmp.Compare(a.Value, b.Value))
}
