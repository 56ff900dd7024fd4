package learn

import (
	"cmp"
	"unicode/utf8"

	"newsarchive/internal/words"
)

// title is a headline as it is counted.
type title struct {
	publisher string            // the headline itself where it is unknown
	has       bool              // it has the word that is asked for
	terms     map[string]string // its words in the form that they have, by stem
}

// read returns the words of a headline that may stand for another one.
func (l *Learner) read(h Headline, asked map[string]bool) title {
	t := title{publisher: cmp.Or(h.Publisher, h.Title), terms: map[string]string{}}
	stemmer, stop := l.stems.For(h.Language), l.stopWords(h.Language)
	for _, token := range l.tokens.Tokens(head(h.Title)) {
		stem := l.stems.Stem(stemmer, token)
		if asked[stem] {
			t.has = true
			continue
		}
		if len(t.terms) < maxTerms && t.terms[stem] == "" && canStand(token) && !stop[token.Term] {
			t.terms[stem] = token.Term
		}
	}
	return t
}

// canStand reports a token that is a word with a letter, or a pair of characters.
func canStand(t words.Token) bool {
	switch t.Kind {
	case words.Word:
		return words.HasLetter(t.Term) && utf8.RuneCountInString(t.Term) > 1
	case words.Bigram:
		return true
	}
	return false
}

// stopWords returns the folded stop words of a language; those of English where it
// is unknown.
func (l *Learner) stopWords(language string) map[string]bool {
	if stop, ok := l.stop[language]; ok {
		return stop
	}
	stop := l.tokens.StopTerms(cmp.Or(language, "en"))
	if len(l.stop) < maxLanguages {
		l.stop[language] = stop
	}
	return stop
}

// maxLanguages is how many languages' stop words are kept.
const maxLanguages = 64

// head returns the beginning of a headline, without half a character.
func head(s string) string {
	if len(s) <= maxTitleBytes {
		return s
	}
	n := maxTitleBytes
	for n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:n]
}
