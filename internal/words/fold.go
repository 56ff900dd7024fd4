package words

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// fold returns the form that the spellings of one word share: small letters of
// ordinary width, without apostrophes, without the accents of Latin, Greek and
// Cyrillic and the points of Hebrew and Arabic. й stays a letter of its own:
// Russian endings depend on it.
func fold(s string) string {
	if PlainASCII(s) {
		return s
	}
	var b strings.Builder
	b.Grow(len(s))
	base := rune(0)
	for _, r := range norm.NFC.String(s) {
		base = foldRune(&b, r, base)
	}
	return b.String()
}

// PlainASCII reports ASCII text that is folded already.
func PlainASCII(s string) bool {
	for i := range len(s) {
		if c := s[i]; c >= utf8.RuneSelf || 'A' <= c && c <= 'Z' || c == '\'' || c == '`' {
			return false
		}
	}
	return true
}

// foldRune appends the folded rune, and returns the base letter of a mark that
// follows.
func foldRune(b *strings.Builder, r, base rune) rune {
	switch {
	case r < utf8.RuneSelf:
		if 'A' <= r && r <= 'Z' {
			r += 'a' - 'A'
		}
		if !isApostrophe(r) {
			b.WriteByte(byte(r))
		}
		return r
	case isApostrophe(r), isUnseen(r), r == '\u0640': // tatweel
		return base
	case unicode.Is(unicode.Mn, r):
		if !losesMarks(base) {
			b.WriteRune(r)
		}
		return base
	}
	r = unicode.ToLower(r)
	if s := special(r); s != "" {
		b.WriteString(s)
		return 'a'
	}
	if r == 'й' {
		b.WriteRune(r)
		return r
	}
	parts := norm.NFKD.PropertiesString(string(r)).Decomposition()
	if len(parts) == 0 || unicode.Is(unicode.Hangul, r) {
		b.WriteRune(r)
		return r
	}
	first, _ := utf8.DecodeRune(parts)
	if losesMarks(first) {
		for _, p := range string(parts) {
			if !unicode.Is(unicode.Mn, p) && !isApostrophe(p) {
				b.WriteRune(unicode.ToLower(p))
			}
		}
		return first
	}
	for _, p := range norm.NFKC.String(string(r)) {
		b.WriteRune(unicode.ToLower(p))
	}
	return first
}

func losesMarks(r rune) bool {
	return r < utf8.RuneSelf || unicode.In(r, unicode.Latin, unicode.Greek, unicode.Cyrillic, unicode.Hebrew, unicode.Arabic)
}

// special folds the letters without a decomposition.
func special(r rune) string {
	switch r {
	case 'ß':
		return "ss"
	case 'æ':
		return "ae"
	case 'œ':
		return "oe"
	case 'ø':
		return "o"
	case 'đ', 'ð':
		return "d"
	case 'ł':
		return "l"
	case 'ı':
		return "i"
	case 'þ':
		return "th"
	case 'ħ':
		return "h"
	case 'ŋ':
		return "n"
	case 'ς':
		return "σ"
	case 'أ', 'إ', 'آ', 'ٱ':
		return "ا"
	case 'ى', 'ی':
		return "ي"
	case 'ک':
		return "ك"
	}
	return ""
}
