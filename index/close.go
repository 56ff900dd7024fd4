package index

import (
	"slices"

	"newsarchive/internal/segment"
)

// closeWords is how far apart two neighbouring words of a question may stand
// to count as close, and closeWeight what that is worth beside the words.
const (
	closeWords  = 8
	closeWeight = 0.6
	mostClose   = 16 // words whose places are read
)

// close raises the scores of documents in which neighbouring words of the
// question stand close together, in either order: the closer and the oftener,
// the more (after Rasolofo and Savoy, "Term proximity scoring for
// keyword-based retrieval systems", 2003).
func (s *ranker) close(some []ranked, words []weight) error {
	if len(words) < 2 || len(words) > mostClose {
		return nil
	}
	selected := segment.Select(docsOf(some))
	near := make([]float64, len(selected.Numbers))
	var before []segment.Position
	worth := 0.0
	for _, w := range words {
		at, idf, err := s.standing(w, selected)
		if err != nil {
			return err
		}
		if len(before) > 0 && len(at) > 0 {
			clear(near)
			nearness(before, at, near)
			least := min(worth, idf)
			for i := range some {
				rank, _ := slices.BinarySearch(selected.Numbers, some[i].doc)
				some[i].score += float32(closeWeight * least * near[rank] * (bm25K1 + 1) / (near[rank] + bm25K1))
			}
		}
		before, worth = at, idf
	}
	return nil
}

// standing returns where some documents have a word, in any of its forms, and
// what the word is worth.
func (s *ranker) standing(w weight, docs *segment.Selection) (at []segment.Position, idf float64, err error) {
	if len(w.typed) == 0 {
		return nil, 0, nil
	}
	have, err := terms{w.field, w.terms}.cost(s.session)
	if err != nil || have == 0 {
		return nil, 0, err
	}
	spelled := slices.Clone(w.typed)
	more, err := s.family(fieldAll, w.typed[0])
	if err != nil {
		return nil, 0, err
	}
	for _, term := range more {
		if !slices.Contains(spelled, term) {
			spelled = append(spelled, term)
		}
	}
	at, err = s.positions(spelled, docs)
	return at, s.idf(have), err
}

// nearness adds up for each document what the pairs of places that are close
// are worth; both lists ascend.
func nearness(a, b []segment.Position, sum []float64) {
	from := 0
	for _, x := range a {
		for from < len(b) && b[from]+closeWords < x {
			from++
		}
		for _, y := range b[from:] {
			if y > x+closeWords {
				break
			}
			if d := float64(max(x, y) - min(x, y)); d > 0 && x.Index() == y.Index() {
				sum[x.Index()] += 1 / (d * d)
			}
		}
	}
}
