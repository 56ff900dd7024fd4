package index

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"newsarchive/internal/query"
	"newsarchive/internal/words"
)

// Span is a stretch of a text, in bytes.
type Span struct{ Start, End int }

// Marker finds the words of a query in the texts of stories, as the index
// does: folded, in their other forms, in the scripts that have no spaces. It
// is for one goroutine at a time.
type Marker struct {
	tokenizer *words.Tokenizer
	stemmers  *words.Stemmers
	rules     []markRule
}

// markRule is one leaf of a query: words in a row.
type markRule struct {
	field query.Field
	row   []markWord
}

// markWord is how one word of a text must be.
type markWord struct {
	words.Token
	stems  []string // or one of these forms
	prefix bool
	edits  int
}

// Marker returns the marker of a query's words; those that it denies are not
// marked. It is good as long as the View is.
func (v *View) Marker(q *query.Query) *Marker { return newMarker(q, v.s.Tokenizer, v.s.Stemmers) }

func newMarker(q *query.Query, words *words.Tokenizer, stems *words.Stemmers) *Marker {
	m := &Marker{tokenizer: words, stemmers: stems}
	query.Walk(q.Root, func(leaf query.Node, negated bool) {
		if negated {
			return
		}
		switch leaf := leaf.(type) {
		case query.Word:
			m.word(leaf)
		case query.Phrase:
			m.rule(leaf.Field, m.row(leaf.Text))
			if leaf.Hyphen {
				m.rule(leaf.Field, m.row(strings.Join(leaf.Words, "")))
			}
		}
	})
	return m
}

func (m *Marker) word(w query.Word) {
	row := m.row(w.Text)
	if len(row) == 0 {
		return
	}
	end := &row[len(row)-1]
	switch {
	case w.Prefix:
		end.prefix = true
	case w.Fuzzy > 0:
		end.edits = w.Fuzzy
	case !w.Exact && len(row) == 1 && end.Kind == words.Word:
		end.stems = m.stemmers.Every(end.Token)
	}
	m.rule(w.Field, row)
}

func (m *Marker) rule(f query.Field, row []markWord) {
	if len(row) > 0 && f != query.Publisher {
		m.rules = append(m.rules, markRule{f, row})
	}
}

// row cuts what was typed into the words that a text must have in a row.
func (m *Marker) row(text string) (row []markWord) {
	for _, t := range m.tokenizer.Tokens(text) {
		if t.Kind != words.Compound && t.Kind != words.LastRune {
			row = append(row, markWord{Token: t})
		}
	}
	return row
}

// Mark returns where a text has words of the query, in order and apart from
// one another. The part is [query.Title] or [query.Text].
func (m *Marker) Mark(text, language string, part query.Field) []Span {
	if len(m.rules) == 0 || text == "" {
		return nil
	}
	var spans []Span
	tokens := slices.Clone(m.tokenizer.Tokens(text))
	stems := textStems{stemmers: m.stemmers, stemmer: m.stemmers.For(language), known: make([]string, len(tokens))}
	for _, r := range m.rules {
		if r.field != query.Any && r.field != part {
			continue
		}
		for i := range tokens {
			if end := m.matches(r.row, tokens, i, stems); end > 0 {
				spans = append(spans, Span{tokens[i].Start, end})
			}
		}
	}
	return merged(spans)
}

// matches reports where the words in a row, the first at one of the
// tokens, end in the text; 0 if they do not stand there.
func (m *Marker) matches(row []markWord, tokens []words.Token, first int, stems textStems) (end int) {
	at := tokens[first].Pos
	next := first
	for i, w := range row {
		found := false
		for ; next < len(tokens) && tokens[next].Pos <= at+i; next++ {
			t := tokens[next]
			if t.Pos != at+i || i == 0 && next > first {
				continue
			}
			if stop := m.equal(w, tokens, next, stems); stop > 0 && !found {
				end, found = stop, true
			}
		}
		if !found {
			return 0
		}
	}
	return end
}

// equal reports where in the text a token that is the word ends, or 0.
func (m *Marker) equal(w markWord, tokens []words.Token, at int, stems textStems) int {
	t := tokens[at]
	switch {
	case w.Kind == words.Unigram:
		if first, n := utf8.DecodeRuneInString(t.Term); strings.HasPrefix(w.Term, string(first)) && t.Kind != words.Word {
			if t.Kind == words.Bigram && t.End-t.Start == len(t.Term) {
				return t.Start + n
			}
			return t.End
		}
	case t.Term == w.Term, t.Kind == words.Country && w.Term == "us", w.prefix && strings.HasPrefix(t.Term, w.Term):
		return t.End
	case w.edits > 0 && within(w.Term, t.Term, w.edits):
		return t.End
	case len(w.stems) > 0 && t.Kind == words.Word && slices.Contains(w.stems, stems.of(tokens, at)):
		if t.End-t.Start == len(t.Term) { // a Korean particle is no part of the word
			return t.End - len(t.Term) + len(words.TrimParticle(t.Term))
		}
		return t.End
	}
	return 0
}

// within reports that two words begin alike and differ by so many edits at
// most.
func within(a, b string, edits int) bool {
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

// textStems are the stems of a text's words, as they come to be known.
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
