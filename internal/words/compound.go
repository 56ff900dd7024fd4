package words

import "unicode/utf8"

// The most parts and bytes of a compound; a longer chain of hyphens is none.
const (
	maxParts    = 4
	maxCompound = 32
)

// chainParts looks at what follows the word s[start:stop], which was just
// added. It continues or ends the chain of parts that hyphens or the n of
// rock'n'roll join, and returns where the scan goes on.
func (w *Tokenizer) chainParts(s string, start, stop, end int) int {
	if len(w.tokens) == 0 {
		return end
	}
	c := &w.chain
	added := w.tokens[len(w.tokens)-1]
	r, n := runeAt(s, end)
	next, m := runeAt(s, end+n)
	nextClass := classOf(next)
	follows := n > 0 && m > 0 && (nextClass == letter || nextClass == digit) &&
		(isHyphen(r) || thousands(s, start, stop, end, n))
	if at, ok := nBetween(s, end); ok && c.parts == 0 {
		follows, c.n = true, at
	} else if c.n > 0 {
		follows, c.n = c.n == start, 0
	}
	if !follows && c.parts == 0 {
		return end
	}
	if c.parts == 0 {
		c.first, c.start, c.text = added.Pos, added.Start, c.text[:0]
	}
	switch {
	case len(c.text) > maxCompound: // none, however it goes on
	case added.Kind == Country:
		c.text = append(c.text, "us"...)
	default:
		c.text = append(c.text, added.Term...)
	}
	c.parts++
	c.end = added.End
	if !follows {
		if c.parts > 1 && c.parts <= maxParts && len(c.text) <= maxCompound {
			w.tokens = append(w.tokens, Token{Term: string(c.text), Kind: Compound, Pos: c.first, Start: c.start, End: c.end})
		}
		c.parts = 0
	}
	return end
}

// thousands reports whether the digits s[start:stop] go on behind a
// separator of n bytes with exactly three more.
func thousands(s string, start, stop, end, n int) bool {
	r, _ := runeAt(s, end)
	if stop != end || stop-start > 3 || !digits(s[start:stop]) {
		return false
	}
	switch r {
	case ',', '.', '\'', '’', '\u00a0', '\u202f':
	default:
		return false
	}
	from := end + n
	to := run(s, from, false)
	return to-from == 3 && digits(s[from:to])
}

func digits(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s != ""
}

// bigrams adds the runes s[start:end] of a script without spaces as overlapping
// bigrams, so that any part of them is a phrase, and the last rune by itself, so
// that every rune begins a token.
func (w *Tokenizer) bigrams(s string, start, end int) {
	term := w.fold(s[start:end]).term
	size := end - start
	same := len(term) == size // then offsets are those of the text
	before, count := -1, 0
	for i, r := range term {
		width := utf8.RuneLen(r)
		if before >= 0 {
			t := Token{Term: term[before : i+width], Kind: Bigram, Pos: w.pos, Start: start, End: end}
			if same {
				t.Start, t.End = start+before, start+i+width
			}
			w.tokens = append(w.tokens, t)
			w.pos++
		}
		before = i
		count++
	}
	if count == 0 {
		return
	}
	t := Token{Term: term[before:], Kind: LastRune, Pos: w.pos, Start: start, End: end}
	if count == 1 {
		t.Kind = Unigram
	}
	if same {
		t.Start = start + before
	}
	w.tokens = append(w.tokens, t)
	w.pos++
}
