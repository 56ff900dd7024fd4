package match

import (
	"cmp"
	"slices"

	"newsarchive/index/internal/document"
	"newsarchive/internal/segment"
	"newsarchive/internal/words"
)

// Completion is a word that a beginning may become, and how many stories have it.
type Completion struct {
	Word    string // as its beginning was typed, the rest folded
	Stories int64
}

// maxCompleted is how many terms with a beginning are compared.
const maxCompleted = 100_000

// Completions returns words of stories that a beginning may become, the most frequent
// first, at most most; equally frequent ones are in their own order. There are none
// for a beginning that is more than one word, or has no letter.
func (s *Session) Completions(begin string, most int) (all []Completion, err error) {
	row, _ := s.cut(begin)
	if len(row) != 1 || row[0].Start > 0 || row[0].End < len(begin) || !words.HasLetter(row[0].Term) {
		return nil, nil
	}
	folded := row[0].Term
	terms, err := s.Snapshot.Counts(document.FieldAll, folded, maxCompleted)
	if err != nil {
		return nil, err
	}
	slices.SortStableFunc(terms, func(a, b segment.TermCount) int { return cmp.Compare(b.Docs, a.Docs) })
	for _, t := range terms {
		if len(all) == most {
			break
		}
		word := begin + t.Term[len(folded):]
		if !s.isTerm(word, t.Term) {
			continue
		}
		n, err := AnyOf(document.FieldAll, []string{t.Term}).Cost(s) // without deleted ones
		if err != nil {
			return nil, err
		}
		if n > 0 {
			all = append(all, Completion{word, int64(n)}) // below 2³¹
		}
	}
	return all, nil
}

// isTerm reports a text that is one word and is indexed as a term.
func (s *Session) isTerm(text, term string) bool {
	row, _ := s.cut(text)
	return len(row) == 1 && row[0].Term == term && (row[0].Kind == words.Word || row[0].Kind == words.Bigram)
}
