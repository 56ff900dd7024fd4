package chronology

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// headlineWords returns the distinct words of a headline in lower case,
// without a possessive 's; of scripts without spaces the pairs of letters.
func headlineWords(title string) (words []string) {
	add := func(w string) {
		if !slices.Contains(words, w) {
			words = append(words, w)
		}
	}
	folded := strings.ReplaceAll(strings.ReplaceAll(strings.ToLower(title), "’", "'"), "‘", "'")
	for _, w := range strings.FieldsFunc(folded, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsNumber(r) && !unicode.IsMark(r) && r != '\''
	}) {
		w = strings.Trim(strings.TrimSuffix(w, "'s"), "'")
		switch first, _ := utf8.DecodeRuneInString(w); {
		case w == "":
		case !unicode.In(first, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai):
			add(w)
		default:
			runes := []rune(w)
			for i := range max(len(runes)-1, 1) {
				add(string(runes[i:min(i+2, len(runes))]))
			}
		}
	}
	return words
}
