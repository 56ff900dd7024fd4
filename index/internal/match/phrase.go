package match

import (
	"math"
	"slices"

	"newsarchive/index/internal/document"
	"newsarchive/internal/segment"

	"github.com/RoaringBitmap/roaring/v2"
)

// phrase matches words that stand one after the other. Each place has its
// alternatives; a place without any matches every word. The first place
// stands at a position from..to-1, which says in which part of the document.
type phrase struct {
	slots    [][]string
	from, to uint64
}

// Anywhere makes a phrase that may stand in any part.
func Anywhere(places [][]string) phrase { return phrase{places, 0, math.MaxUint64} }

func (p phrase) Match(s *Session, within *roaring.Bitmap) (*roaring.Bitmap, error) {
	within, err := p.words().Match(s, within)
	if err != nil || len(p.slots) == 1 && p.from == 0 && p.to == math.MaxUint64 {
		return within, err
	}
	docs := segment.Select(within)
	starts, err := p.starts(s, docs)
	if err != nil {
		return nil, err
	}
	found := roaring.New()
	for _, at := range starts {
		found.Add(docs.Numbers[at.Index()])
	}
	return found, nil
}

// starts returns the places in which the phrase begins.
func (p phrase) starts(s *Session, docs *segment.Selection) ([]segment.Position, error) {
	var starts []segment.Position
	lists := make([][]segment.Position, len(p.slots))
	begun := false
	for i, words := range p.slots {
		if len(words) == 0 || begun && len(starts) == 0 {
			continue
		}
		var err error
		if lists[i] = lists[p.same(i)]; lists[i] == nil {
			if lists[i], err = s.Positions(words, docs); err != nil {
				return nil, err
			}
		}
		if begun {
			starts = followedBy(starts, lists[i], i)
			continue
		}
		begun = true
		for _, at := range lists[i] {
			if pos := at.Offset(); pos >= p.from+uint64(i) && pos < p.to { // not negative
				starts = append(starts, at-segment.Position(i)) // not negative
			}
		}
	}
	return starts, nil
}

// followedBy keeps of some places those that have one of others so many
// positions behind. Both ascend.
func followedBy(starts, others []segment.Position, behind int) []segment.Position {
	kept := starts[:0]
	for _, at := range starts {
		for len(others) > 0 && others[0] < at+segment.Position(behind) { // not negative
			others = others[1:]
		}
		if len(others) > 0 && others[0] == at+segment.Position(behind) { // not negative
			kept = append(kept, at)
		}
	}
	return kept
}

func (p phrase) Cost(s *Session) (uint64, error) {
	n, err := p.words().Cost(s)
	return 4 * n, err // positions are dear
}

// words is the query for the words of the phrase in any order.
func (p phrase) words() And {
	var a And
	for i, place := range p.slots {
		if len(place) > 0 && p.same(i) == i {
			a = append(a, Terms{document.FieldAll, place})
		}
	}
	return a
}

// same returns the first place that has the alternatives of place i.
func (p phrase) same(i int) int {
	return slices.IndexFunc(p.slots, func(place []string) bool { return slices.Equal(place, p.slots[i]) })
}
