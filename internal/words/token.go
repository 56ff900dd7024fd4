package words

import "strings"

// Kind is how a token was made.
type Kind uint8

// The kinds.
const (
	Word     Kind = iota // as written, folded
	Bigram               // two neighbouring runes of a script without spaces
	Unigram              // a lone rune of such a script
	LastRune             // the last rune of a longer stretch: found by itself, no part of a phrase
	Compound             // the parts of a hyphenated word as one: kpop for K-pop
	Country              // U.S., US, USA
)

// TheUS is the term of U.S., US and USA. No other term has a dot.
const TheUS = "u.s."

// Token is a word of a text. Pos counts words from 0; Start and End are byte
// offsets of what was written.
type Token struct {
	Term       string
	Kind       Kind
	Pos        int
	Start, End int
}

// Join returns the terms of a name with single spaces between them.
func Join(tokens []Token) string {
	var s strings.Builder
	for _, t := range tokens {
		if t.Kind == Compound || t.Kind == LastRune {
			continue
		}
		if s.Len() > 0 {
			s.WriteByte(' ')
		}
		s.WriteString(t.Term)
	}
	return s.String()
}
