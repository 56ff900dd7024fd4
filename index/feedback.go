package index

import (
	"cmp"
	"maps"
	"math"
	"slices"

	"newsarchive/internal/words"
	"newsarchive/store"
)

// Of the best first stories so many are read, and of their words so many
// taken; together they count feedbackShare times what the words of the
// question do. A story has a say by a high power of its score:
// where few answer the question, those that only share a word of it must not
// outvote them.
const (
	feedbackStories = 20
	feedbackWords   = 30
	feedbackShare   = 0.5
	feedbackPower   = 6
)

// expand returns the words that the best stories share and the question does
// not have.
func (s *ranker) expand(best []ranked, asked []weight) ([]weight, error) {
	best = best[:min(feedbackStories, len(best))]
	hits, err := s.hits(best)
	if err != nil || len(hits) == 0 {
		return nil, err
	}
	ids := make([]int64, len(hits))
	score := make(map[int64]float64, len(hits))
	most, sum := hits[0].Score, 0.0
	if most <= 0 {
		return nil, nil
	}
	for i, h := range hits {
		ids[i], score[h.ID] = h.ID, math.Pow(h.Score/most, feedbackPower)
		sum += score[h.ID]
	}
	entries, err := s.entries(ids)
	if err != nil {
		return nil, err
	}
	known := map[string]bool{}
	for _, w := range asked {
		for _, term := range w.terms {
			known[term] = true
		}
	}
	families := map[string]*family{}
	for i := range entries {
		s.read(&entries[i], score[entries[i].ID]/sum, known, families)
	}
	return s.choose(families)
}

// family is the forms of a word that some stories have.
type family struct {
	terms   []string
	share   float64 // of the stories' texts
	stories int
}

// read counts the words of a story, by the share that it has in the answer.
func (s *ranker) read(d *store.Entry, share float64, known map[string]bool, families map[string]*family) {
	stems, length := newBuilder().stems(d)
	here := map[*family]bool{}
	for term, times := range stems {
		word := words.WithoutTag(term)
		if known[term] || len(word) < 3 || s.broad.stops(word) || !words.HasLetter(word) {
			continue
		}
		stem := term[:1] + s.broad.stem(word)
		one := families[stem]
		if one == nil {
			one = &family{}
			families[stem] = one
		}
		if !slices.Contains(one.terms, term) {
			one.terms = append(one.terms, term)
		}
		one.share += share * float64(times) / damped(float64(length))
		if !here[one] {
			here[one] = true
			one.stories++
		}
	}
}

// choose returns the words that tell these stories from others.
func (s *ranker) choose(families map[string]*family) ([]weight, error) {
	var all []weight
	for _, stem := range slices.Sorted(maps.Keys(families)) {
		one := families[stem]
		if one.stories < 2 {
			continue
		}
		have, err := terms{fieldStem, one.terms}.cost(s.session)
		if err != nil {
			return nil, err
		}
		slices.Sort(one.terms)
		all = append(all, weight{field: fieldStem, terms: one.terms, boost: one.share * s.idf(have)})
	}
	slices.SortStableFunc(all, func(a, b weight) int { return cmp.Compare(b.boost, a.boost) })
	return all[:min(feedbackWords, len(all))], nil
}
