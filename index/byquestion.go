package index

import (
	"cmp"
	"slices"
)

// byQuestion returns the n most relevant documents of a broad question, or
// fewer.
func (s *ranker) byQuestion(f *found, n int) ([]ranked, error) {
	words := s.telling(f.words)
	scores, err := s.score(f.docs, words)
	if err != nil {
		return nil, err
	}
	first, err := s.top(f.docs, scores, rerank)
	if err != nil {
		return nil, err
	}
	if err := s.close(first, words); err != nil {
		return nil, err
	}
	slices.SortFunc(first, func(a, b ranked) int {
		return cmp.Or(cmp.Compare(b.score, a.score), cmp.Compare(b.doc, a.doc))
	})
	more, err := s.expand(first, words)
	if err != nil {
		return nil, err
	}
	sum := 0.0
	for _, w := range more {
		sum += w.boost
	}
	for i := range more {
		more[i].boost *= feedbackShare * float64(len(words)) / sum
	}
	further, err := s.frequent(more)
	if err == nil {
		err = scores.add(further)
	}
	if err != nil {
		return nil, err
	}
	best, err := s.top(f.docs, scores, max(n, rerank))
	if err != nil {
		return nil, err
	}
	if err := s.close(best[:min(rerank, len(best))], words); err != nil {
		return nil, err
	}
	slices.SortStableFunc(best, func(a, b ranked) int {
		return cmp.Or(cmp.Compare(b.score, a.score), cmp.Compare(b.doc, a.doc))
	})
	n = min(n, len(best))
	return best[:n], s.settle(best, n)
}

// telling leaves out the words that say nothing, unless there are no others.
func (s *ranker) telling(words []weight) []weight {
	var some []weight
	for _, w := range words {
		if len(w.typed) == 0 || !s.broad.stops(w.typed[0]) {
			some = append(some, w)
		}
	}
	if len(some) == 0 {
		return words
	}
	return some
}
