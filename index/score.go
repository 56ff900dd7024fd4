package index

import (
	"math"
	"slices"

	"github.com/RoaringBitmap/roaring/v2"
)

// The parameters of BM25 as usual, and how much a word gains once more when
// the story's own headline has it.
const (
	bm25K1     = 1.2
	bm25B      = 0.75
	titleBonus = 0.3
)

// weights returns the words of an expression that count: not those it denies.
func weights(e expr) []weight {
	var all []weight
	switch e := e.(type) {
	case scored:
		return e.weigh
	case and:
		for _, part := range e {
			all = append(all, weights(part)...)
		}
	case or:
		for _, part := range e {
			all = append(all, weights(part)...)
		}
	case most:
		return weights(or(e))
	}
	return all
}

// scores is the relevance of documents by their numbers.
type scores struct {
	all []float32          // where there are many
	few map[uint32]float32 // where there are not
}

// fewScores is up to how many documents a place for every document of the
// index costs more than looking theirs up.
const fewScores = 2000

func newScores(docs *roaring.Bitmap) *scores {
	if docs.GetCardinality() <= fewScores {
		return &scores{few: make(map[uint32]float32, docs.GetCardinality())}
	}
	return &scores{all: make([]float32, docs.Maximum()+1)}
}

func (s *scores) add(doc uint32, score float32) {
	if s.all == nil {
		s.few[doc] += score
	} else {
		s.all[doc] += score
	}
}

func (s *scores) of(doc uint32) float32 {
	if s.all == nil {
		return s.few[doc]
	}
	return s.all[doc]
}

// score returns the relevance of each document found.
func (s *session) score(found *roaring.Bitmap, words []weight) (*scores, error) {
	scores := newScores(found)
	for i, w := range words {
		if slices.ContainsFunc(words[:i], func(v weight) bool { return v.field == w.field && slices.Equal(v.terms, w.terms) }) {
			continue // typed twice, it counts once
		}
		have, err := terms{w.field, w.terms}.cost(s)
		if err != nil {
			return nil, err
		}
		idf := math.Log(1 + (float64(s.documents)-float64(have)+0.5)/(float64(have)+0.5))
		for _, term := range w.terms {
			if err := s.addScore(scores, found, w.field, term, idf); err != nil {
				return nil, err
			}
		}
		for _, term := range w.title {
			if err := s.addScore(scores, found, fieldTitle, term, titleBonus*idf); err != nil {
				return nil, err
			}
		}
	}
	return scores, nil
}

// addScore adds what one term is worth to the documents that have it.
func (s *session) addScore(scores *scores, found *roaring.Bitmap, field, term string, idf float64) error {
	if n, err := s.count(field, term); err != nil || n == 0 {
		return err
	}
	return s.frequencies(field, term, found, func(doc uint32, tf, length float64) {
		scores.add(doc, gain(idf, tf, length))
	})
}

// gain is what a term is worth in a document that has it so often, and so
// many words.
func gain(idf, tf, length float64) float32 {
	return float32(idf * tf * (bm25K1 + 1) / (tf + bm25K1*(1-bm25B+bm25B*length/averageLength)))
}
