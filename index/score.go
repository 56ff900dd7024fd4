package index

import (
	"math"
	"slices"

	"github.com/RoaringBitmap/roaring/v2"
	bindex "github.com/blevesearch/bleve_index_api"
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

// score returns the relevance of each document found, in ascending order of
// documents.
func (s *session) score(found *roaring.Bitmap, words []weight) ([]float32, error) {
	scores := make([]float32, found.GetCardinality())
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
func (s *session) addScore(scores []float32, found *roaring.Bitmap, field, term string, idf float64) error {
	if n, err := s.count(field, term); err != nil || n == 0 {
		return err
	}
	p, err := s.postings(field, term, counts)
	if err != nil {
		return err
	}
	defer p.Close() //nolint:errcheck // read only
	it, rank := found.Iterator(), 0
	return s.each(p, found, func(doc uint32, d *bindex.TermFieldDoc) {
		for it.HasNext() && it.PeekNext() < doc {
			it.Next()
			rank++
		}
		words := 1 / (d.Norm * d.Norm)
		tf := float64(d.Freq)
		scores[rank] += float32(idf * tf * (bm25K1 + 1) / (tf + bm25K1*(1-bm25B+bm25B*words/averageLength)))
	})
}
