package words

import "strings"

// Kind says how a token came to be.
type Kind uint8

const (
	Word     Kind = iota // as written, folded
	Bigram               // two neighbouring runes of a script without spaces
	Unigram              // a rune of such a script that stands alone
	LastRune             // the last rune of a longer stretch: found by itself, no part of a phrase
	Compound             // parts that a hyphen joins, written as one: kpop for K-pop
	Country              // U.S., US, USA
)

// TheUS is the one term of U.S., US and USA. No other token holds a dot.
const TheUS = "u.s."

// Token is a word of a text and where it stands: pos counts words from 0,
// start and end are the byte offsets of what was written.
type Token struct {
	Term       string
	Kind       Kind
	Pos        int
	Start, End int
}

// Join returns the words of a name, folded, with single spaces between
// them.
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
