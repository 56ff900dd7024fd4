package words

import (
	"slices"
	"strings"
	"unicode"
)

// Distinct returns the different words of a short text such as a headline,
// folded, in its order; of scripts without spaces the bigrams.
func (w *Tokenizer) Distinct(text string) (terms []string) {
	for _, t := range w.Tokens(text) {
		if !t.Kind.Beside() && !slices.Contains(terms, t.Term) {
			terms = append(terms, t.Term)
		}
	}
	return terms
}

// Plain returns the words of a text in lower case, without punctuation and
// otherwise unchanged. Archives store hashes of them: the result for a text must
// never change.
func Plain(text string) []string {
	return strings.FieldsFunc(strings.ToLower(text), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r)
	})
}
