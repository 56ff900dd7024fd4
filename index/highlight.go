package index

import (
	"slices"
	"strings"

	"newsarchive/internal/query"
	"newsarchive/internal/words"
)

// Span is a stretch of a text, in bytes.
type Span struct{ Start, End int }

// Highlighter finds the words of a query in texts as the index does: folded, in
// their other forms, and in scripts without spaces. It is for one goroutine at a
// time.
type Highlighter struct {
	tokenizer *words.Tokenizer
	stemmers  *words.Stemmers
	rules     []markRule
}

// markRule is one leaf of a query: words in a row.
type markRule struct {
	field query.Field
	row   []markWord
}

// markWord is one word that a text must have.
type markWord struct {
	words.Token
	stems  []string // or one of these forms
	prefix bool
	edits  int
	part   string // of a longer Korean word
}

// Highlighter returns a marker of a query's words, without excluded ones. It is good
// as long as the View is.
func (v *View) Highlighter(q *query.Query) *Highlighter {
	return newHighlighter(q, v.s.Tokenizer, v.s.Stemmers)
}

// NewHighlighter returns a marker of a query's words, without a View.
func NewHighlighter(q *query.Query) *Highlighter {
	return newHighlighter(q, words.NewTokenizer(), words.NewStemmers())
}

func newHighlighter(q *query.Query, words *words.Tokenizer, stems *words.Stemmers) *Highlighter {
	m := &Highlighter{tokenizer: words, stemmers: stems}
	query.Walk(q.Root, func(leaf query.Node, negated bool) {
		if negated {
			return
		}
		switch leaf := leaf.(type) {
		case query.Word:
			if !leaf.Excluded {
				m.word(leaf)
			}
		case query.Phrase:
			if leaf.Excluded {
				return
			}
			m.rule(leaf.Field, m.row(leaf.Text))
			if leaf.Hyphen {
				m.rule(leaf.Field, m.row(strings.Join(leaf.Words, "")))
			}
		}
	})
	return m
}

func (m *Highlighter) word(w query.Word) {
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
		end.stems = m.stemmers.AskedInAll(end.Token)
		if words.PartsOf(end.Token) != nil {
			end.part = words.TrimParticle(end.Term)
		}
	}
	m.rule(w.Field, row)
}

func (m *Highlighter) rule(f query.Field, row []markWord) {
	if len(row) > 0 && f != query.Publisher {
		m.rules = append(m.rules, markRule{f, row})
	}
}

// row cuts the text of a query into the words that a text must have in a row.
func (m *Highlighter) row(text string) (row []markWord) {
	for _, t := range m.tokenizer.Tokens(text) {
		if !t.Kind.Beside() {
			t.Also = slices.Clone(t.Also)
			row = append(row, markWord{Token: t})
		}
	}
	return row
}

// Mark returns where a text has words of the query, in order and without
// overlaps. The part is [query.Title] or [query.Text].
func (m *Highlighter) Mark(text, language string, part query.Field) []Span {
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
