package rank

import (
	"slices"

	"newsarchive/index/internal/document"
	"newsarchive/index/internal/match"
	"newsarchive/internal/segment"
)

// proximityWindow is how far apart two neighbouring words of a question may stand
// to count as close, and closeWeight what that is worth beside the words.
const (
	proximityWindow   = 8
	proximityWeight   = 0.6
	maxProximityWords = 16 // words whose places are read
)

// boostProximity raises the scores of documents in which neighbouring words of the
// question stand close together, in either order: the closer and the oftener,
// the more (after Rasolofo and Savoy, "Term proximity scoring for
// keyword-based retrieval systems", 2003).
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

// occurrences returns where some documents have a word, in any of its forms, and
// what the word is worth.
func (s *Ranker) occurrences(w match.Word, docs *segment.Selection) (at []segment.Position, idf float64, err error) {
	if len(w.Typed) == 0 {
		return nil, 0, nil
	}
	have, err := match.AnyOf(w.Field, w.Terms).Cost(s.Session)
	if err != nil || have == 0 {
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
	return at, s.idf(have), err
}

// sumCloseness adds up for each document what the pairs of places that are close
// are worth; both lists ascend.
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
