package rank

import (
	"slices"

	"newsarchive/index/internal/match"
)

// byQuestion returns the n most relevant documents of a broad question, or
// fewer.
func (s *Ranker) byQuestion(f *Matches, n int) ([]Doc, error) {
	words := s.withoutStopWords(f.Words)
	scores, err := s.score(f.Docs, words)
	if err != nil {
		return nil, err
	}
	first, err := s.top(f.Docs, scores, rerank)
	if err != nil {
		return nil, err
	}
	if err := s.boostProximity(first, words); err != nil {
		return nil, err
	}
	slices.SortStableFunc(first, descending)
	if err := s.breakTies(first, min(feedbackStories, len(first))); err != nil {
		return nil, err
	}
	more, err := s.expand(first, words)
	if err != nil {
		return nil, err
	}
	sum := 0.0
	for _, w := range more {
		sum += w.Boost
	}
	for i := range more {
		more[i].Boost *= feedbackShare * float64(len(words)) / sum
	}
	further, err := s.byDocFreq(more)
	if err == nil {
		err = scores.addWords(further)
	}
	if err != nil {
		return nil, err
	}
	best, err := s.top(f.Docs, scores, max(n, rerank))
	if err != nil {
		return nil, err
	}
	if err := s.boostProximity(best[:min(rerank, len(best))], words); err != nil {
		return nil, err
	}
	slices.SortStableFunc(best, descending)
	n = min(n, len(best))
	return best[:n], s.breakTies(best, n)
}

// withoutStopWords leaves out the stop words, unless there are no others.
func (s *Ranker) withoutStopWords(words []match.Word) []match.Word {
	var some []match.Word
	for _, w := range words {
		if len(w.Typed) == 0 || !s.Broad.IsStopWord(w.Typed[0]) {
			some = append(some, w)
		}
	}
	if len(some) == 0 {
		return words
	}
	return some
}
