package rank

import (
	"slices"

	"newsarchive/index/internal/match"
)

// stopWeight is the weight of a stop word of a broad question beside its other
// words.
const stopWeight = 0.3

// byQuestion returns the n most relevant documents of a broad question, or
// fewer.
func (s *Ranker) byQuestion(f *Matches, n int) ([]Doc, error) {
	words, stop := s.withoutStopWords(f.Words)
	scores, err := s.score(f.Docs, words)
	if err != nil {
		return nil, err
	}
	if err := s.addFeedback(f, scores, words); err != nil {
		return nil, err
	}
	best, err := s.top(f.Docs, scores, max(n, rerank))
	if err != nil {
		return nil, err
	}
	if err := s.addStopWords(best[:min(rerank, len(best))], stop, scores); err != nil {
		return nil, err
	}
	slices.SortStableFunc(best, descending)
	n = min(n, len(best))
	return best[:n], s.breakTies(best, n)
}

// withoutStopWords parts the words of a question from its stop words.
func (s *Ranker) withoutStopWords(all []match.Word) (words, stop []match.Word) {
	for i, is := range s.Broad.Stops(all) {
		if is {
			stop = append(stop, all[i])
		} else {
			words = append(words, all[i])
		}
	}
	return words, stop
}

// addStopWords raises the scores of documents that have stop words of the
// question: these are so frequent that only the best documents are worth it.
func (s *Ranker) addStopWords(some []Doc, stop []match.Word, others *scores) error {
	if len(stop) == 0 || s.Broad.Without(match.PartStop) {
		return nil
	}
	words, err := s.byDocFreq(stop)
	if err != nil {
		return err
	}
	for i := range words {
		words[i].Boost *= stopWeight
	}
	sc, err := s.scoreAs(others, docsOf(some), words)
	if err != nil {
		return err
	}
	for i := range some {
		at, _ := slices.BinarySearch(sc.Numbers, some[i].Number)
		some[i].score += sc.values[at]
	}
	return nil
}
