package event

import (
	"cmp"
	"slices"
	"strings"

	"newsarchive/internal/words"
)

// Explanation says why two stories are like each other.
type Explanation struct {
	Similarity
	Words []string // the words that both have, those that tell most first
}

// Explain compares two stories as Compare does, and names the words that both
// have as the first writes them.
func (r *Reader) Explain(a, b *Story) Explanation {
	p, q := r.Read(a), r.Read(b)
	e := Explanation{Similarity: Compare(&p, &q)}
	type word struct {
		text   string
		weight uint8
	}
	var shared []word
	l := r.language(a.Language)
	for _, text := range texts(a) {
		for _, t := range r.tokens.Tokens(text) {
			if t.Kind == words.Compound || t.Kind == words.LastRune {
				continue
			}
			hash := hash32(r.stems.Stem(l.stemmer, t))
			i, found := find(q.Terms, hash)
			_, read := find(p.Terms, hash)
			written := strings.Clone(text[t.Start:t.End])
			if found && read && !slices.ContainsFunc(shared, func(w word) bool { return strings.EqualFold(w.text, written) }) {
				shared = append(shared, word{written, q.Terms[i].Weight})
			}
		}
	}
	slices.SortStableFunc(shared, func(x, y word) int { return int(y.weight) - int(x.weight) })
	for _, w := range shared {
		e.Words = append(e.Words, w.text)
	}
	return e
}

// texts returns what Read reads of a story.
func texts(s *Story) []string {
	var all []string
	for _, title := range s.Titles[:min(len(s.Titles), maxTitles)] {
		all = append(all, head(title, maxTitleBytes))
	}
	return append(all, head(s.Text, maxTextBytes))
}

// find returns where a word stands among terms.
func find(terms []Term, hash uint32) (int, bool) {
	return slices.BinarySearchFunc(terms, hash, func(t Term, h uint32) int { return cmp.Compare(t.Hash, h) })
}
