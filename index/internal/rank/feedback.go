package rank

import (
	"cmp"
	"maps"
	"math"
	"slices"

	"newsarchive/internal/news"

	"newsarchive/index/internal/document"
	"newsarchive/index/internal/match"
	"newsarchive/internal/words"
)

// The parameters of pseudo-relevance feedback (after RM3): the stories that are
// read, the words that are taken from them, and the weight of these words
// beside those of the question. A story counts by a power of its score: where
// few stories answer the question, the many that share one word of it must not
// outweigh them.
const (
	feedbackStories = 20
	feedbackWords   = 30
	feedbackShare   = 0.5
	feedbackPower   = 6
)

// expand returns the words that the best stories share and the question does
// not have.
func (s *Ranker) expand(best []Doc, asked []match.Word) ([]match.Word, error) {
	best = best[:min(feedbackStories, len(best))]
	hits, err := s.Hits(best)
	if err != nil || len(hits) == 0 {
		return nil, err
	}
	ids := make([]int64, len(hits))
	score := make(map[int64]float64, len(hits))
	highest, sum := hits[0].Score, 0.0
	if highest <= 0 {
		return nil, nil
	}
	for i, h := range hits {
		ids[i], score[h.ID] = h.ID, math.Pow(h.Score/highest, feedbackPower)
		sum += score[h.ID]
	}
	entries, err := s.Entries(ids)
	if err != nil {
		return nil, err
	}
	known := map[string]bool{}
	for _, w := range asked {
		for _, term := range w.Terms {
			known[term] = true
		}
	}
	families := map[string]*wordFamily{}
	for i := range entries {
		s.readWords(&entries[i], score[entries[i].ID]/sum, known, families)
	}
	return s.chooseWords(families)
}

// wordFamily is the forms of one word in some stories.
type wordFamily struct {
	terms   []string
	share   float64 // of the stories' texts
	stories int
}

// readWords adds the words of a story, by the share that it has in the answer.
func (s *Ranker) readWords(d *news.Entry, share float64, known map[string]bool, families map[string]*wordFamily) {
	stems, length := document.NewBuilder().Stems(d)
	here := map[*wordFamily]bool{}
	for term, times := range stems {
		word := words.WithoutTag(term)
		if known[term] || len(word) < 3 || s.Broad.IsStopWord(word) || !words.HasLetter(word) {
			continue
		}
		stem := term[:1] + s.Broad.Stem(word)
		one := families[stem]
		if one == nil {
			one = &wordFamily{}
			families[stem] = one
		}
		if !slices.Contains(one.terms, term) {
			one.terms = append(one.terms, term)
		}
		one.share += share * float64(times) / dampLength(float64(length))
		if !here[one] {
			here[one] = true
			one.stories++
		}
	}
}

// chooseWords returns the words that best distinguish these stories from others.
func (s *Ranker) chooseWords(families map[string]*wordFamily) ([]match.Word, error) {
	var all []match.Word
	for _, stem := range slices.Sorted(maps.Keys(families)) {
		one := families[stem]
		if one.stories < 2 {
			continue
		}
		docFreq, err := match.AnyOf(document.FieldStem, one.terms).Cost(s.Session)
		if err != nil {
			return nil, err
		}
		slices.Sort(one.terms)
		all = append(all, match.Word{Field: document.FieldStem, Terms: one.terms, Boost: one.share * s.idf(docFreq)})
	}
	slices.SortStableFunc(all, func(a, b match.Word) int { return cmp.Compare(b.Boost, a.Boost) })
	return all[:min(feedbackWords, len(all))], nil
}
