package skip

import (
	"slices"
	"strings"

	"newsarchive/internal/query"
	"newsarchive/internal/words"
)

// maxText is how much of a text is compared, in bytes.
const maxText = 256 << 10

// rowOf returns the words of a text in a row, copied: without compounds, and
// without the last rune of a script without spaces, which the bigram before it
// has.
func rowOf(cut *words.Tokenizer, text string) []words.Token {
	var row []words.Token
	for _, t := range cut.Tokens(text) {
		if !t.Kind.Beside() {
			row = append(row, t)
		}
	}
	return row
}

// compoundOf returns the one word that the parts of a hyphenated one make.
func compoundOf(cut *words.Tokenizer, text string) (t words.Token, ok bool) {
	for _, t := range cut.Tokens(text) {
		if t.Kind == words.Compound && t.Pos == 0 {
			return t, true
		}
	}
	return t, false
}

// texts returns the parts of the item that a field is about.
func (m *matcher) texts(f query.Field) []string {
	headline := m.item.Headline()
	switch f {
	case query.Title:
		return []string{headline}
	case query.Text:
		return []string{m.item.Text}
	case query.Publisher:
		return []string{m.lead.Publisher}
	}
	return []string{headline, m.lead.Publisher, m.item.Text}
}

// tokens returns all tokens of a text, its compounds too.
func (m *matcher) tokens(text string) []words.Token {
	if len(text) > maxText {
		text = strings.ToValidUTF8(text[:maxText], "")
	}
	all, ok := m.cuts[text]
	if !ok {
		all = slices.Clone(m.cut.Tokens(text))
		m.cuts[text] = all
	}
	return all
}

// word reports whether the item has a word: as it is written if it is exact, else
// in any form.
func (m *matcher) word(w query.Word) bool {
	row := rowOf(m.cut, w.Text)
	compound, hyphen := compoundOf(m.cut, w.Text)
	if len(row) == 0 {
		return false
	}
	for _, text := range m.texts(w.Field) {
		switch {
		case w.Prefix, w.Exact, len(row) > 1, row[0].Kind == words.Unigram:
			if m.row(text, row, w.Prefix) {
				return true
			}
		case m.form(text, row[0]):
			return true
		}
		if hyphen && !w.Exact && m.form(text, compound) {
			return true
		}
	}
	return false
}

// phrase reports whether the item has words in their order; those of a hyphenated
// word also as one.
func (m *matcher) phrase(p query.Phrase) bool {
	row := rowOf(m.cut, p.Text)
	compound, one := compoundOf(m.cut, p.Text)
	if len(row) == 0 {
		return false
	}
	for _, text := range m.texts(p.Field) {
		if m.row(text, row, false) || p.Hyphen && one && m.form(text, compound) {
			return true
		}
	}
	return false
}

// form reports whether a text has a word in any of its forms.
func (m *matcher) form(text string, want words.Token) bool {
	stems := m.stemmers.Asked(m.stemmer, want)
	return slices.ContainsFunc(m.tokens(text), func(t words.Token) bool {
		return same(t, want) || slices.Contains(stems, m.stemmers.Stem(m.stemmer, t))
	})
}

// row reports whether a text has words in a row; with prefix the last of them may
// go on.
func (m *matcher) row(text string, want []words.Token, prefix bool) bool {
	var have []words.Token
	for _, t := range m.tokens(text) {
		if t.Kind != words.Compound && t.Kind != words.Bare && (t.Kind != words.LastRune || want[len(want)-1].Kind == words.Unigram) {
			have = append(have, t)
		}
	}
	for at := range have {
		if at+len(want) > len(have) {
			return false
		}
		if begins(have[at:], want, prefix) {
			return true
		}
	}
	return false
}

// begins reports whether tokens begin with these, at consecutive positions.
func begins(have, want []words.Token, prefix bool) bool {
	for i, w := range want {
		h := have[i]
		switch {
		case i > 0 && h.Pos != have[i-1].Pos+1:
			return false
		case w.Kind == words.Unigram, prefix && i == len(want)-1:
			if !strings.HasPrefix(h.Term, w.Term) {
				return false
			}
		case !same(h, w):
			return false
		}
	}
	return true
}

// same reports equal words. "us" may be the country.
func same(have, want words.Token) bool {
	return have.Term == want.Term || want.Term == "us" && have.Term == words.TheUS ||
		slices.Contains(have.Also, want.Term) || slices.Contains(want.Also, have.Term)
}
