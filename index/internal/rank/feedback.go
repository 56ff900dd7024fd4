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
// together, that of a word of the question being 1. A story counts by a power of
// its score: where few stories answer the question, the many that share one word
// of it must not outweigh them.
const (
	feedbackStories = 30
	feedbackWords   = 30
	feedbackWeight  = 5
	feedbackPower   = 4
	feedbackAnswers = 15 // answers beside the first from which on the words have all their weight
)

// addFeedback adds the words that the best stories share and the question does
// not have. Where one story answers best by far, these say nothing.
func (s *Ranker) addFeedback(f *Matches, scores *scores, asked []match.Word) error {
	if s.Entries == nil || s.Broad.Without(match.PartFeedback) {
		return nil
	}
	best, err := s.top(f.Docs, scores, feedbackStories)
	if err != nil || len(best) == 0 || best[0].score <= 0 {
		return err
	}
	if err := s.breakTies(best, len(best)); err != nil {
		return err
	}
	shares, weight := s.sharesOf(best)
	if weight == 0 {
		return nil
	}
	more, err := s.expand(best, shares, asked)
	if err != nil {
		return err
	}
	sum := 0.0
	for _, w := range more {
		sum += w.Boost
	}
	for i := range more {
		more[i].Boost *= weight / sum
	}
	further, err := s.byDocFreq(more)
	if err != nil {
		return err
	}
	return scores.addWords(further)
}

// sharesOf returns how much each of the best documents counts, together 1, and
// the weight of their words. It grows with the effective number of answers,
// which is 1 if one document counts alone and all of them if they count alike.
func (s *Ranker) sharesOf(best []Doc) (shares []float64, weight float64) {
	shares = make([]float64, len(best))
	sum, squares := 0.0, 0.0
	for i, b := range best {
		shares[i] = math.Pow(float64(b.score/best[0].score), feedbackPower)
		sum += shares[i]
		squares += shares[i] * shares[i]
	}
	for i := range shares {
		shares[i] /= sum
	}
	if s.Broad.Without(match.PartGate) {
		return shares, feedbackWeight
	}
	answers := sum * sum / squares
	return shares, feedbackWeight * min((answers-1)/feedbackAnswers, 1)
}

// expand returns the words that some stories share and the question does not
// have.
func (s *Ranker) expand(best []Doc, shares []float64, asked []match.Word) ([]match.Word, error) {
	hits, err := s.Hits(best)
	if err != nil {
		return nil, err
	}
	ids := make([]int64, len(hits))
	share := make(map[int64]float64, len(hits))
	for i, h := range hits {
		ids[i], share[h.ID] = h.ID, shares[i]
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
		s.readWords(&entries[i], share[entries[i].ID], known, families)
	}
	return s.chooseWords(families)
}

// wordFamily is the forms of one word in some stories.
type wordFamily struct {
	terms   []string
	share   float64 // of the stories' texts
	stories int
}

// readWords adds the words of a story, by the share that it has in the answer. A
// word that one story repeats tells little more than one that it has once.
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
		one.share += share * math.Sqrt(float64(times)) / dampLength(float64(length))
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
