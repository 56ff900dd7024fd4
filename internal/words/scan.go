package words

import (
	"unicode"
	"unicode/utf8"
)

// class is the part that a rune has in words.
type class uint8

const (
	gap    class = iota // anything between words
	letter              // part of a word that spaces delimit
	digit
	sign     // a word by itself: emoji
	unspaced // of a script without spaces: indexed by bigrams
	unseen   // nothing: words go on behind it
)

func classOf(r rune) class {
	switch {
	case r < utf8.RuneSelf:
		switch {
		case 'a' <= r && r <= 'z', 'A' <= r && r <= 'Z':
			return letter
		case '0' <= r && r <= '9':
			return digit
		}
		return gap
	case isUnspaced(r):
		return unspaced
	case isUnseen(r):
		return unseen
	case isApostrophe(r): // some are letters
		return gap
	case unicode.IsLetter(r), unicode.IsMark(r):
		return letter
	case unicode.IsNumber(r):
		return digit
	case r >= 0x1F000 && r <= 0x1FAFF, 0x2600 <= r && r <= 0x27BF, 0x2B00 <= r && r <= 0x2BFF:
		return sign
	}
	return gap
}

// isHangul reports a letter of Korean.
func isHangul(r rune) bool {
	return r >= 0x1100 && r <= 0x11FF || r >= 0x3130 && r <= 0x318F || r >= 0xA960 && r <= 0xA97F || r >= 0xAC00 && r <= 0xD7FF
}

// FirstUnspaced returns the first letter of a word in a script without spaces, and ""
// for any other.
func FirstUnspaced(word string) string {
	r, n := utf8.DecodeRuneInString(word)
	if !isUnspaced(r) {
		return ""
	}
	return word[:n]
}

// isUnspaced reports a letter of a script without spaces between words.
func isUnspaced(r rune) bool {
	switch {
	case r < 0x0E00:
		return false
	case r <= 0x0EFF, // Thai, Lao
		0x1000 <= r && r <= 0x109F, // Myanmar
		0x1780 <= r && r <= 0x17FF, // Khmer
		0x3005 <= r && r <= 0x3007,
		0x3041 <= r && r <= 0x309F && r != 0x309B && r != 0x309C, // Hiragana
		0x30A1 <= r && r <= 0x30FF && r != 0x30FB,                // Katakana
		0x3105 <= r && r <= 0x312F, 0x31A0 <= r && r <= 0x31BF,   // Bopomofo
		0x31F0 <= r && r <= 0x31FF,
		0x3400 <= r && r <= 0x4DBF, 0x4E00 <= r && r <= 0x9FFF, // Han
		0xF900 <= r && r <= 0xFAFF,
		0xFF66 <= r && r <= 0xFF9F, // half-width Katakana
		0x20000 <= r && r <= 0x3FFFF:
		return unicode.IsLetter(r) || unicode.IsMark(r) || unicode.IsNumber(r)
	}
	return false
}

func isApostrophe(r rune) bool {
	switch r {
	case '\'', '’', '‘', '‛', '′', 'ʼ', 'ʻ', 'ʽ', 'ʹ', '＇', '`', '´', '׳':
		return true
	}
	return false
}

// isUnseen reports a character without a shape, which cuts no word: soft hyphen,
// zero-width space and joiners, marks of direction, the byte order mark.
func isUnseen(r rune) bool {
	switch {
	case r < 0xAD:
		return false
	case r == '\u00ad', r == '\u034f', r == '\u061c', r == '\u180e', r == '\ufeff',
		0x200B <= r && r <= 0x200F, 0x202A <= r && r <= 0x202E, 0x2060 <= r && r <= 0x206F:
		return true
	}
	return false
}

func isHyphen(r rune) bool {
	return r == '-' || r == '‐' || r == '‑'
}

// run returns the end of the run of word runes that begins at i: of letters and
// digits, or of runes of scripts without spaces. What is unseen ends no run.
func run(s string, i int, unspacedRun bool) int {
	for i < len(s) {
		r, n := rune(s[i]), 1
		if r >= utf8.RuneSelf {
			r, n = utf8.DecodeRuneInString(s[i:])
		}
		c := classOf(r)
		if c == unseen {
			i += n
			continue
		}
		if c == gap || c == sign || (c == unspaced) != unspacedRun {
			// A mark belongs to the rune before it.
			if !unspacedRun || !unicode.IsMark(r) {
				break
			}
		}
		i += n
	}
	return i
}

// runeAt returns the rune at i and its length, 0 and 0 at the end.
func runeAt(s string, i int) (rune, int) {
	if i >= len(s) {
		return 0, 0
	}
	if s[i] < utf8.RuneSelf {
		return rune(s[i]), 1
	}
	return utf8.DecodeRuneInString(s[i:])
}
