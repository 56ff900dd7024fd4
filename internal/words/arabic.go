package words

import (
	"strings"
	"unicode/utf8"
)

// trimArticle cuts the article off the beginning of an Arabic word, folded, with
// what is written as one with it: and (و, ف), in (ب), as (ك), for (ل). At least
// three letters stay: الله keeps all.
func trimArticle(s string) string {
	for _, p := range articles() {
		if bare, ok := strings.CutPrefix(s, p); ok && utf8.RuneCountInString(bare) >= 3 {
			return bare
		}
	}
	return s
}

// articles are the forms of the article with what is written before it, the longer
// before their endings.
func articles() []string {
	return []string{"وبال", "وكال", "فبال", "وال", "فال", "بال", "كال", "ولل", "فلل", "ال", "لل"}
}

// WithArticle returns how an Arabic word is written by itself and behind an article;
// nil for other words.
func WithArticle(word string) []string {
	if PlainASCII(word) || !strings.ContainsFunc(word, isArabic) {
		return nil
	}
	bare := trimArticle(word)
	all := []string{bare}
	for _, article := range articles() {
		all = append(all, article+bare)
	}
	return all
}

// isArabic reports a letter of the Arabic script.
func isArabic(r rune) bool { return r >= 0x0620 && r <= 0x06FF || r >= 0x0750 && r <= 0x077F }
