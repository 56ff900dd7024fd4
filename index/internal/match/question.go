package match

import (
	"cmp"
	"math"
	"slices"

	"newsarchive/index/internal/document"
	"newsarchive/internal/query"
	"newsarchive/internal/words"
)

// maxAsked is how many words of a broad question are asked: of more, those that
// tell most.
const maxAsked = 64

// repeatSaturation is how often a word of a question is repeated until a further
// time adds little (k3 of BM25).
const repeatSaturation = 8

// alternatives compiles nodes of which any may match. The plain words of a
// broad question are asked together.
func (c Compiler) alternatives(nodes []query.Node) (Expr, error) {
	var any Or
	var asked question
	for _, n := range nodes {
		if c.Broad != nil && asked.add(c.Session, n) {
			continue
		}
		e, err := c.Compile(n)
		if err != nil {
			return nil, err
		}
		any = append(any, e)
	}
	if len(asked.tokens) > 0 {
		e, err := c.question(asked)
		if err != nil {
			return nil, err
		}
		any = append(any, e)
	}
	switch len(any) {
	case 0:
		return All{}, nil // only punctuation
	case 1:
		return any[0], nil
	}
	return any, nil
}

// maxExcluded is how many words that a broad question excludes are looked at.
const maxExcluded = 16

// excludedWeight is the weight of a word that a question excludes, beside that of
// its other words.
const excludedWeight = -0.2

// question is the different tokens of a broad question, how often it has each term,
// and those terms that it only excludes.
type question struct {
	tokens   []words.Token
	times    map[string]int
	excluded map[string]bool
}

// add adds a node that is a word without field and mark, and reports whether it
// is one.
func (q *question) add(s *Session, n query.Node) bool {
	text, times, excluded, ok := "", 1, false, false
	switch n := n.(type) {
	case query.Word:
		text, times, excluded = n.Text, max(n.Times, 1), n.Excluded
		ok = n.Field == query.Any && !n.Prefix && n.Fuzzy == 0 && !n.Exact
	case query.Phrase:
		text, excluded, ok = n.Text, n.Excluded, n.Field == query.Any && n.Hyphen
	}
	if !ok {
		return false
	}
	if q.times == nil {
		q.times, q.excluded = map[string]int{}, map[string]bool{}
	}
	for _, t := range s.Tokenizer.Tokens(text) {
		if q.times[t.Term] == 0 {
			q.tokens = append(q.tokens, t)
			q.excluded[t.Term] = excluded
		}
		q.excluded[t.Term] = q.excluded[t.Term] && excluded
		q.times[t.Term] += times
	}
	return true
}

// question compiles the words of a broad question: any of them, in all their
// forms, repeated ones with more weight. Scripts without spaces are asked for by
// their pairs. Stop words weigh and do not match, unless there is nothing else;
// excluded words weigh against a story.
func (s *Session) question(q question) (Expr, error) {
	var asked, stop, excluded []Word
	for _, t := range q.tokens {
		w := Word{Field: document.FieldStem, Terms: s.stemTerms(t), Typed: exactTerms(t), Boost: 1}
		if n := float64(q.times[t.Term]); !s.Broad.Without(PartRepeats) {
			w.Boost = (repeatSaturation + 1) * n / (repeatSaturation + n)
		}
		if s.Broad.IsStopWord(t.Term) {
			stop = append(stop, w)
			continue
		}
		if q.excluded[t.Term] && !s.Broad.Without(PartExcluded) {
			excluded = append(excluded, w)
			continue
		}
		asked = append(asked, w)
		for _, pair := range words.PartsOf(t) { // of a long Korean word
			asked = append(asked, Word{Field: document.FieldStem, Terms: []string{pair}, Typed: []string{pair}, Boost: partBoost * w.Boost})
		}
	}
	if len(asked) == 0 { // what weighs against a story is all that tells
		asked, excluded = excluded, nil
	}
	if len(asked) == 0 {
		asked, stop = stop, nil
	}
	asked, err := s.telling(asked)
	if err != nil {
		return nil, err
	}
	excluded = excluded[:min(maxExcluded, len(excluded))]
	for i := range excluded {
		excluded[i].Boost *= excludedWeight
		if err := s.addDerived(&excluded[i]); err != nil {
			return nil, err
		}
	}
	var any []string
	for i := range asked {
		if err := s.addDerived(&asked[i]); err != nil {
			return nil, err
		}
		any = append(any, asked[i].Terms...)
	}
	return Scored{AnyOf(document.FieldStem, any), slices.Concat(asked, excluded, stop)}, nil
}

// addDerived adds the derived forms of a word to its terms.
func (s *Session) addDerived(w *Word) error {
	if s.Broad.Without(PartDerived) {
		return nil
	}
	more, err := s.derivedForms(w.Typed[0])
	for _, term := range more {
		if !slices.Contains(w.Terms, term) {
			w.Terms = append(w.Terms, term)
		}
	}
	return err
}

// telling returns the words with the most weight, by how much they tell and how often
// they are repeated, in the order of the question.
func (s *Session) telling(all []Word) ([]Word, error) {
	if len(all) <= maxAsked {
		return all, nil
	}
	type weighed struct {
		Word
		place  int
		weight float64
	}
	var some []weighed
	for i, w := range all {
		tells, err := s.wordTells(w)
		if err != nil {
			return nil, err
		}
		if tells > 0 {
			some = append(some, weighed{w, i, w.Boost * tells})
		}
	}
	slices.SortStableFunc(some, func(a, b weighed) int { return cmp.Compare(b.weight, a.weight) })
	some = some[:min(maxAsked, len(some))]
	slices.SortFunc(some, func(a, b weighed) int { return cmp.Compare(a.place, b.place) })
	asked := make([]Word, len(some))
	for i, w := range some {
		asked[i] = w.Word
	}
	return asked, nil
}

// wordTells is how much a word tells, and 0 for one that no story has. Another engine
// is not asked for each word of a page: there a longer word tells more.
func (s *Session) wordTells(w Word) (float64, error) {
	if s.Snapshot == nil {
		return float64(len(w.Terms[0])), nil
	}
	n, err := AnyOf(w.Field, w.Terms).Cost(s)
	if err != nil || n == 0 {
		return 0, err
	}
	return math.Log(1 + float64(s.Snapshot.Documents)/float64(n)), nil
}
