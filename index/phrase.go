package index

import (
	"math"
	"slices"

	"github.com/RoaringBitmap/roaring/v2"
	segment "github.com/blevesearch/scorch_segment_api/v2"
)

// phrase matches words that stand one after the other. Each place has its
// alternatives; a place without any matches every word. The first place
// stands at a position from..to-1, which says in which part of the document.
type phrase struct {
	places   [][]string
	from, to uint64
}

// anywhere makes a phrase that may stand in any part.
func anywhere(places [][]string) phrase { return phrase{places, 0, math.MaxUint64} }

func (p phrase) match(s *session, within *roaring.Bitmap) (*roaring.Bitmap, error) {
	within, err := p.words().match(s, within)
	if err != nil || len(p.places) == 1 && p.from == 0 && p.to == math.MaxUint64 {
		return within, err
	}
	// Where a document has the word of each place, by document.
	at := make([]map[uint32][]uint64, len(p.places))
	for i, place := range p.places {
		if before := p.same(i); before < i {
			at[i] = at[before]
		} else if at[i], err = s.positions(place, within); err != nil {
			return nil, err
		}
	}
	found := roaring.New()
	for it := within.Iterator(); it.HasNext(); {
		if doc := it.Next(); p.stands(at, doc) {
			found.Add(doc)
		}
	}
	return found, nil
}

func (p phrase) cost(s *session) (uint64, error) {
	n, err := p.words().cost(s)
	return 4 * n, err // positions are dear
}

// words is the query for the words of the phrase in any order.
func (p phrase) words() and {
	var a and
	for i, place := range p.places {
		if len(place) > 0 && p.same(i) == i {
			a = append(a, terms{fieldAll, place})
		}
	}
	return a
}

// same returns the first place that has the alternatives of place i.
func (p phrase) same(i int) int {
	return slices.IndexFunc(p.places, func(place []string) bool { return slices.Equal(place, p.places[i]) })
}

// positions returns where the documents within have any of some words.
func (s *session) positions(any []string, within *roaring.Bitmap) (map[uint32][]uint64, error) {
	if len(any) == 0 {
		return nil, nil
	}
	at := make(map[uint32][]uint64, within.GetCardinality())
	for _, term := range any {
		err := s.each(fieldAll, term, within, true, func(doc uint32, p segment.Posting) {
			for _, l := range p.Locations() {
				at[doc] = append(at[doc], l.Pos())
			}
		})
		if err != nil {
			return nil, err
		}
	}
	return at, nil
}

// stands reports whether the words of a document stand in their places.
func (p phrase) stands(at []map[uint32][]uint64, doc uint32) bool {
	first := 0
	for len(p.places[first]) == 0 {
		first++
	}
	for _, start := range at[first][doc] {
		if start < p.from+uint64(first) || start >= p.to {
			continue
		}
		if p.standsAt(at, doc, start-uint64(first)) {
			return true
		}
	}
	return false
}

func (p phrase) standsAt(at []map[uint32][]uint64, doc uint32, start uint64) bool {
	for i, place := range p.places {
		if len(place) == 0 {
			continue
		}
		here := false
		for _, pos := range at[i][doc] {
			here = here || pos == start+uint64(i)
		}
		if !here {
			return false
		}
	}
	return true
}
