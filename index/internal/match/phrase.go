package match

import (
	"math"
	"slices"

	"newsarchive/index/internal/document"
	"newsarchive/internal/segment"

	"github.com/RoaringBitmap/roaring/v2"
)

// phrase matches consecutive words. Each slot has alternative terms; a slot
// without any matches every word. The first slot is at a position from..to-1,
// which decides the part of the document.
type phrase struct {
	slots    [][]string
	from, to uint64
}

// Anywhere returns a phrase in any part of a document.
func Anywhere(slots [][]string) Expr { return anywhere(slots) }

func anywhere(slots [][]string) phrase { return phrase{slots, 0, math.MaxUint64} }

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
	matched := roaring.New()
	for _, at := range starts {
		matched.Add(docs.Numbers[at.Index()])
	}
	return matched, nil
}

// starts returns the positions at which the phrase begins.
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

// followedBy keeps the positions that have one of others at a distance behind
// them. Both lists ascend.
func followedBy(starts, others []segment.Position, distance int) []segment.Position {
	kept := starts[:0]
	for _, at := range starts {
		for len(others) > 0 && others[0] < at+segment.Position(distance) { // not negative
			others = others[1:]
		}
		if len(others) > 0 && others[0] == at+segment.Position(distance) { // not negative
			kept = append(kept, at)
		}
	}
	return kept
}

func (p phrase) Cost(s *Session) (uint64, error) {
	n, err := p.words().Cost(s)
	return 4 * n, err // positions cost more
}

// words is the query for the words of the phrase in any order.
func (p phrase) words() And {
	var a And
	for i, terms := range p.slots {
		if len(terms) > 0 && p.same(i) == i {
			a = append(a, Terms{document.FieldAll, terms})
		}
	}
	return a
}

// same returns the first slot with the alternatives of slot i.
func (p phrase) same(i int) int {
	return slices.IndexFunc(p.slots, func(terms []string) bool { return slices.Equal(terms, p.slots[i]) })
}
