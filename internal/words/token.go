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
	Named                // a word with the signs of its name: c++, c#, .net
	Bare                 // the word of a Named without its signs
)

// Beside reports a token that stands beside the words of a text, at the place of
// one of them: a text is found by it, a query or a name is not made of it.
func (k Kind) Beside() bool { return k == Compound || k == LastRune || k == Bare }

// TheUS is the term of U.S., US and USA. No other term has a dot.
const TheUS = "u.s."

// Token is a word of a text. Pos counts words from 0; Start and End are byte
// offsets of what was written. Also are other spellings of the same word, folded:
// zuerich for Zürich, istanbul for İstanbul'da.
type Token struct {
	Term       string
	Kind       Kind
	Pos        int
	Start, End int
	Also       []string
}

// Join returns the terms of a name with single spaces between them.
func Join(tokens []Token) string {
	var s strings.Builder
	for _, t := range tokens {
		if t.Kind.Beside() {
			continue
		}
		if s.Len() > 0 {
			s.WriteByte(' ')
		}
		s.WriteString(t.Term)
	}
	return s.String()
}
