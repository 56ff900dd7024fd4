package store

import (
	"strings"
	"unicode"

	"newsarchive/internal/words"
)

// alike reports whether two headlines may be versions of the same headline:
// the longer one contains at least half of the distinct terms of the shorter
// one. Terms are lower-case words, and character bigrams in scripts without
// spaces. A headline without terms is like every other.
func alike(a, b string) bool {
	if a == b {
		return true
	}
	short, long := headlineTerms(a), headlineTerms(b)
	if len(short) > len(long) {
		short, long = long, short
	}
	common := 0
	for term := range short {
		if long[term] {
			common++
		}
	}
	return 2*common >= len(short)
}

// headlineTerms returns the distinct terms of a headline.
func headlineTerms(s string) map[string]bool {
	terms := map[string]bool{}
	for _, word := range words.Plain(s) {
		var spaced strings.Builder
		var run []rune // characters of a script without spaces
		flush := func() {
			if len(run) == 1 {
				terms[string(run)] = true
			}
			for i := 1; i < len(run); i++ {
				terms[string(run[i-1:i+1])] = true
			}
			run = run[:0]
		}
		for _, r := range word {
			if unspaced(r) {
				run = append(run, r)
				continue
			}
			flush()
			spaced.WriteRune(r)
		}
		flush()
		if spaced.Len() > 0 {
			terms[spaced.String()] = true
		}
	}
	return terms
}

// unspaced reports whether a character belongs to a script that is written
// without spaces between words.
func unspaced(r rune) bool {
	return r >= 0x0e00 && (unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar) || r == 'ー')
}
