package index

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"newsarchive/internal/words"
)

// matches returns where a row of words that begins at a token ends in the text,
// or 0.
func (m *Highlighter) matches(row []markWord, tokens []words.Token, first int, stems textStems) (end int) {
	at := tokens[first].Pos
	next := first
	for i, w := range row {
		matched := false
		for ; next < len(tokens) && tokens[next].Pos <= at+i; next++ {
			t := tokens[next]
			if t.Pos != at+i || i == 0 && next > first {
				continue
			}
			if stop := m.equal(w, tokens, next, stems); stop > 0 && !matched {
				end, matched = stop, true
			}
		}
		if !matched {
			return 0
		}
	}
	return end
}

// equal returns where a token that is the word ends in the text, or 0.
func (m *Highlighter) equal(w markWord, tokens []words.Token, at int, stems textStems) int {
	t := tokens[at]
	switch {
	case w.Kind == words.Unigram:
		if first, n := utf8.DecodeRuneInString(t.Term); strings.HasPrefix(w.Term, string(first)) && t.Kind != words.Word {
			if t.Kind == words.Bigram && t.End-t.Start == len(t.Term) {
				return t.Start + n
			}
			return t.End
		}
	case t.Term == w.Term, t.Kind == words.Country && w.Term == "us", w.prefix && strings.HasPrefix(t.Term, w.Term),
		slices.Contains(t.Also, w.Term), slices.Contains(w.Also, t.Term):
		return t.End
	case w.edits > 0 && withinEdits(w.Term, t.Term, w.edits):
		return t.End
	case len(w.stems) > 0 && t.Kind == words.Word && slices.Contains(w.stems, stems.of(tokens, at)):
		if t.End-t.Start == len(t.Term) { // without the Korean particle
			return t.End - len(t.Term) + len(words.TrimParticle(t.Term))
		}
		return t.End
	case w.part != "" && t.Kind == words.Word && strings.Contains(t.Term, w.part):
		return t.End
	}
	return 0
}

// withinEdits reports two words with the same first letter that differ by a
// number of edits at most.
func withinEdits(a, b string, edits int) bool {
	x, y := []rune(a), []rune(b)
	if len(x) == 0 || len(y) == 0 || x[0] != y[0] || max(len(x), len(y))-min(len(x), len(y)) > edits {
		return false
	}
	row := make([]int, len(y)+1)
	for j := range row {
		row[j] = j
	}
	for i := range x {
		before := row[0]
		row[0] = i + 1
		for j := range y {
			cost := before
			if x[i] != y[j] {
				cost++
			}
			before = row[j+1]
			row[j+1] = min(cost, row[j+1]+1, row[j]+1)
		}
	}
	return row[len(y)] <= edits
}

// textStems computes the stems of a text's words, each once.
type textStems struct {
	stemmers *words.Stemmers
	stemmer  int
	known    []string
}

func (s textStems) of(tokens []words.Token, at int) string {
	if s.known[at] == "" {
		s.known[at] = s.stemmers.Stem(s.stemmer, tokens[at])
	}
	return s.known[at]
}

// merged sorts spans and joins those that overlap or touch.
func merged(spans []Span) []Span {
	slices.SortFunc(spans, func(a, b Span) int { return cmp.Compare(a.Start, b.Start) })
	var out []Span
	for _, s := range spans {
		if n := len(out); n > 0 && s.Start <= out[n-1].End {
			out[n-1].End = max(out[n-1].End, s.End)
			continue
		}
		out = append(out, s)
	}
	return out
}
