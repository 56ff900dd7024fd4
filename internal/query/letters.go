package query

import (
	"strings"
	"unicode"
)

// parts cuts a text at spaces and inner hyphens. It leaves out parts that are
// only punctuation.
func parts(s string) []string {
	var cut []string
	for _, part := range strings.FieldsFunc(s, func(r rune) bool { return r == ' ' || hyphen(r) }) {
		if meaningful(part) {
			cut = append(cut, part)
		}
	}
	return cut
}

func hyphen(r rune) bool { return r == '-' || r >= '\u2010' && r <= '\u2015' }

// meaningful reports whether s has letters, digits or symbols such as emoji.
func meaningful(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool {
		return letter(r) || r > unicode.MaxASCII && unicode.IsSymbol(r) && !space(r)
	})
}

func letter(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) || unicode.IsMark(r) }

func letters(s string) int {
	n := 0
	for _, r := range s {
		if letter(r) {
			n++
		}
	}
	return n
}
