package textdiff

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/aymanbagabas/go-udiff/lcs"
)

// Words compares two versions of a line by its words.
func Words(before, after string) []Span {
	a, b := tokens(before), tokens(after)
	var all spans
	at := 0
	for _, d := range lcs.DiffLines(a, b) {
		all.add(Same, a[at:d.Start])
		all.add(Removed, a[d.Start:d.End])
		all.add(Added, b[d.ReplStart:d.ReplEnd])
		at = d.End
	}
	all.add(Same, a[at:])
	return all.joined()
}

// tokens parts a text into words, runs of space, and single other characters.
func tokens(text string) (all []string) {
	for len(text) > 0 {
		first, n := utf8.DecodeRuneInString(text)
		kind := kindOf(first)
		for n < len(text) && kind != single {
			r, size := utf8.DecodeRuneInString(text[n:])
			if kindOf(r) != kind {
				break
			}
			n += size
		}
		all = append(all, text[:n])
		text = text[n:]
	}
	return all
}

// kind is the kind of a token's characters.
type kind int

const (
	single kind = iota // a token of its own
	letters
	space
)

func kindOf(r rune) kind {
	switch {
	case unicode.IsSpace(r):
		return space
	case unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar):
		return single
	case unicode.IsLetter(r), unicode.IsDigit(r), unicode.IsMark(r):
		return letters
	}
	return single
}

// isWord reports whether a token says something: it is no space and no
// punctuation.
func isWord(token string) bool {
	r, _ := utf8.DecodeRuneInString(token)
	return unicode.IsLetter(r) || unicode.IsDigit(r)
}

// spans collects stretches.
type spans []Span

func (s *spans) add(op Op, tokens []string) {
	if len(tokens) > 0 {
		*s = append(*s, Span{op, strings.Join(tokens, "")})
	}
}

// joined makes one stretch of changes that only space parts, so that three words
// that were replaced are one removal and one addition.
func (s spans) joined() (all []Span) {
	removed, added := "", ""
	flush := func() {
		if removed != "" {
			all = append(all, Span{Removed, removed})
		}
		if added != "" {
			all = append(all, Span{Added, added})
		}
		removed, added = "", ""
	}
	for i, one := range s {
		switch {
		case one.Op == Removed:
			removed += one.Text
		case one.Op == Added:
			added += one.Text
		case one.Text == " " && i > 0 && i < len(s)-1:
			removed += one.Text
			added += one.Text
		default:
			flush()
			all = append(all, one)
		}
	}
	flush()
	return all
}
