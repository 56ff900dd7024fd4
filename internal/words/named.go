package words

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// signsAfter returns where the signs end that belong to the name s[start:end]:
// C++, Notepad++, C#, F♯. Without any it is end.
func signsAfter(s string, start, end int) int {
	rest := s[end:]
	to := end
	switch {
	case strings.HasPrefix(rest, "++"):
		to = end + len("++")
	case utf8.RuneCountInString(s[start:end]) == 1 && unicode.IsLetter(firstRune(s[start:])):
		for _, sharp := range []string{"#", "♯", "＃"} {
			if strings.HasPrefix(rest, sharp) {
				to = end + len(sharp)
			}
		}
	}
	if r, n := runeAt(s, to); n > 0 && (classOf(r) == letter || classOf(r) == digit || r == '+' || r == '#') {
		return end
	}
	return to
}

// dotBefore reports a dot at i that belongs to the name behind it: .NET. It
// stands behind no word and no other dot, or, as in ASP.NET, before capitals.
func dotBefore(s string, i int) bool {
	next, n := runeAt(s, i+1)
	if n == 0 || !unicode.IsLetter(next) || isUnspaced(next) {
		return false
	}
	end := run(s, i+1, false)
	if after, n := runeAt(s, end); n > 0 && (isApostrophe(after) || after == '.' && end-i == 2) {
		return false // .a.m.
	}
	if i == 0 {
		return true
	}
	before, _ := utf8.DecodeLastRuneInString(s[:i])
	switch classOf(before) {
	case letter, digit:
		return s[i+1:end] == "NET"
	case gap:
		return unicode.IsSpace(before) || unicode.In(before, unicode.Ps, unicode.Pi) || before == '"' || before == '/'
	}
	return false
}

// named adds a name with its signs, and beside it the word without them.
func (w *Tokenizer) named(term, bare string, start, end int) {
	if bare == "" {
		return
	}
	w.tokens = append(w.tokens,
		Token{Term: term, Kind: Named, Pos: w.pos, Start: start, End: end},
		Token{Term: bare, Kind: Bare, Pos: w.pos, Start: start, End: end})
	w.pos++
}

// dotted adds the compound of a name with an ending such as .js or .com: nodejs for
// Node.js. The ending is the token at, and s[start:end].
func (w *Tokenizer) dotted(s string, at, start, end int) {
	if at == 0 || !isEnding(s[start:end]) {
		return
	}
	if next, n := runeAt(s, end); next == '.' {
		if after, _ := runeAt(s, end+n); classOf(after) == letter {
			return // www.bbc.co.uk
		}
	}
	before := w.tokens[at-1]
	if before.Kind != Word || before.End != start-1 || before.Start > 0 && s[before.Start-1] == '.' ||
		!HasLetter(before.Term) || len(before.Term) > maxCompound {
		return
	}
	w.tokens = append(w.tokens, Token{
		Term: before.Term + w.fold(s[start:end]).term, Kind: Compound, Pos: before.Pos, Start: before.Start, End: end,
	})
}

// isEnding reports two or three letters of ASCII.
func isEnding(s string) bool {
	if len(s) < 2 || len(s) > 3 {
		return false
	}
	for i := range len(s) {
		if c := s[i] | 0x20; c < 'a' || c > 'z' {
			return false
		}
	}
	return true
}

func firstRune(s string) rune {
	r, _ := utf8.DecodeRuneInString(s)
	return r
}

// nBetween returns where the n stands that joins the word which ends at end with
// the next: rock'n'roll, Rock 'n' Roll, Guns N' Roses.
func nBetween(s string, end int) (at int, ok bool) {
	at, before := end, 0
	if strings.HasPrefix(s[at:], " ") {
		at++
	}
	if r, n := runeAt(s, at); isApostrophe(r) {
		at, before = at+n, 1
	}
	if at == end || at >= len(s) || s[at]|0x20 != 'n' {
		return 0, false
	}
	next, after := at+1, 0
	if r, n := runeAt(s, next); isApostrophe(r) {
		next, after = next+n, 1
	}
	spaced := strings.HasPrefix(s[next:], " ")
	if spaced {
		next++
	}
	r, _ := runeAt(s, next)
	return at, next > at+1 && before+after > 0 && (before > 0 || spaced) && classOf(r) == letter
}
