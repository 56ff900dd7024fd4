package mention

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"newsarchive/internal/calendar"
)

// token is a word or a number of a text. "11th" is a number with a tail.
type token struct {
	word         string // as written; of a number, what follows its digits: th, er
	lower        string
	number       int // -1: a word
	digits       int
	from         int // in bytes, where it begins
	to           int // and ends
	endsSentence bool
}

// maxWord is the maxWord word that can mean anything here, in bytes.
const maxWord = 32

// tokens cuts a text into words and numbers, and marks those that end a
// sentence.
func tokens(text string, to []token) []token {
	for i := 0; i < len(text); {
		c := text[i]
		switch {
		case c >= '0' && c <= '9':
			t := token{number: 0, from: i}
			for i < len(text) && text[i] >= '0' && text[i] <= '9' {
				if t.digits < 6 {
					t.number = t.number*10 + int(text[i]-'0')
				}
				t.digits++
				i++
			}
			end := word(text, i)
			t.word, i = text[i:end], end
			t.lower = strings.ToLower(t.word)
			t.to = i
			to = append(to, t)
		case letterAt(text, i):
			end := word(text, i)
			t := token{word: text[i:end], number: -1, from: i, to: end}
			if len(t.word) <= maxWord {
				t.lower = strings.ToLower(t.word)
			}
			to = append(to, t)
			i = end
		default:
			if len(to) > 0 && (c == '!' || c == '?' || c == '\n' || c == '.' && endsAt(text, i, to[len(to)-1])) {
				to[len(to)-1].endsSentence = true
			}
			i++
		}
	}
	return to
}

// word returns the end of the letters that begin at i, hyphens between them
// included.
func word(text string, i int) int {
	for i < len(text) {
		r, n := rune(text[i]), 1
		if r >= utf8.RuneSelf {
			r, n = utf8.DecodeRuneInString(text[i:])
		}
		if !unicode.IsLetter(r) && !unicode.IsMark(r) && r != 'º' && r != 'ª' && (r != '-' || !letterAt(text, i+1)) {
			return i
		}
		i += n
	}
	return i
}

func letterAt(text string, i int) bool {
	if i >= len(text) {
		return false
	}
	r, _ := utf8.DecodeRuneInString(text[i:])
	return unicode.IsLetter(r)
}

// endsAt reports whether the full stop at i ends a sentence: a capital or
// nothing follows, and what stands before it is no ordinal number (11. März),
// no initial and no short form.
func endsAt(text string, i int, before token) bool {
	if before.to != i {
		return true
	}
	rest := strings.TrimLeft(text[i+1:], ` "'”’“‘)`)
	switch {
	case before.number >= 0 && before.digits <= 2:
		next := rest[:min(word(rest, 0), maxWord)]
		if calendar.Month(strings.ToLower(next)) != 0 {
			return false
		}
	case len(before.word) == 1:
		return false
	}
	if len(rest) == len(text)-i-1 && rest != "" {
		return false // U.S, 3.5
	}
	switch before.lower {
	case "mr", "mrs", "ms", "dr", "gen", "sen", "rep", "gov", "lt", "col", "st", "prof", "no":
		return false
	}
	r, _ := utf8.DecodeRuneInString(rest)
	return rest == "" || !unicode.IsLower(r) && !unicode.IsDigit(r)
}
