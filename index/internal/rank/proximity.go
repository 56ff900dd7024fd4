package rank

import (
	"slices"

	"newsarchive/index/internal/document"
	"newsarchive/index/internal/match"
	"newsarchive/internal/segment"
)

// The largest distance at which two neighbouring words of a question count as
// close, the weight of that beside the words, and the most words whose
// positions are read.
const (
	proximityWindow   = 8
	proximityWeight   = 0.6
	maxProximityWords = 16
)

// boostProximity raises the scores of documents with neighbouring words of the
// question close together, in either order: the closer and the more often, the
// more (after Rasolofo and Savoy, "Term proximity scoring for keyword-based
// retrieval systems", 2003).
func (s *Ranker) boostProximity(some []Doc, words []match.Word) error {
	if len(words) < 2 || len(words) > maxProximityWords {
		return nil
	}
	selected := segment.Select(docsOf(some))
	near := make([]float64, len(selected.Numbers))
	var before []segment.Position
	worth := 0.0
	for _, w := range words {
		at, idf, err := s.occurrences(w, selected)
		if err != nil {
			return err
		}
		if len(before) > 0 && len(at) > 0 {
			clear(near)
			sumCloseness(before, at, near)
			least := min(worth, idf)
			for i := range some {
				rank, _ := slices.BinarySearch(selected.Numbers, some[i].Number)
				some[i].score += float32(proximityWeight * least * near[rank] * (bm25K1 + 1) / (near[rank] + bm25K1))
			}
		}
		before, worth = at, idf
	}
	return nil
}

// occurrences returns the positions of a word, in any of its forms, and its
// inverse document frequency.
func (s *Ranker) occurrences(w match.Word, docs *segment.Selection) (at []segment.Position, idf float64, err error) {
	if len(w.Typed) == 0 {
		return nil, 0, nil
	}
	docFreq, err := match.AnyOf(w.Field, w.Terms).Cost(s.Session)
	if err != nil || docFreq == 0 {
		return nil, 0, err
	}
	spelled := slices.Clone(w.Typed)
	more, err := s.DerivedForms(document.FieldAll, w.Typed[0])
	if err != nil {
		return nil, 0, err
	}
	for _, term := range more {
		if !slices.Contains(spelled, term) {
			spelled = append(spelled, term)
		}
	}
	at, err = s.Positions(spelled, docs)
	return at, s.idf(docFreq), err
}

// sumCloseness adds 1/d² for each pair of positions at a distance d within the
// window, by document. Both lists ascend.
func sumCloseness(a, b []segment.Position, sum []float64) {
	from := 0
	for _, x := range a {
		for from < len(b) && b[from]+proximityWindow < x {
			from++
		}
		for _, y := range b[from:] {
			if y > x+proximityWindow {
				break
			}
			if d := float64(max(x, y) - min(x, y)); d > 0 && x.Index() == y.Index() {
				sum[x.Index()] += 1 / (d * d)
			}
		}
	}
}
