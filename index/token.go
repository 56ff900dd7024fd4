package index

// kind says how a token came to be.
type kind uint8

const (
	word    kind = iota // as written, folded
	pair                // two neighbouring runes of a script without spaces
	single              // a rune of such a script that stands alone
	last                // the last rune of a longer stretch: found by itself, no part of a phrase
	joined              // parts that a hyphen joins, written as one: kpop for K-pop
	country             // U.S., US, USA
)

// theUS is the one term of U.S., US and USA. No other token holds a dot.
const theUS = "u.s."

// token is a word of a text and where it stands: pos counts words from 0,
// start and end are the byte offsets of what was written.
type token struct {
	term       string
	kind       kind
	pos        int
	start, end int
}
