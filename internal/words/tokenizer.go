package words

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Tokenizer cuts texts into tokens. It caches folded words, so it is for one
// goroutine at a time.
//
// A token is a run of letters and digits, folded. Marks inside a word have three
// rules:
//   - an apostrophe is dropped (don't, O'Brien), a possessive 's too, and an
//     elided article is a word of its own (l'homme)
//   - dots between single letters are dropped (U.N., J.R.R.), and an ampersand
//     between short words stays (AT&T)
//   - a hyphen separates, and there is one more token for the compound (K-pop:
//     k, pop, kpop); so do the commas and dots of a long number (1,000)
//
// Everything else separates: amazon.com is two neighbouring words.
type Tokenizer struct {
	folded map[string]string
	tokens []Token
	pos    int
	// The hyphenated parts so far.
	chain struct {
		first, parts, start, end int
		text                     []byte
	}
	shouting bool // the text has capitals only
}

const cacheSize = 1 << 16

// maxWord is how many bytes of a word count: of a longer one, its beginning.
// The longest word that is written as one has some two hundred letters.
const maxWord = 512

// maxElided is the longest word, in bytes, that may have lost its vowel.
const maxElided = 8

// NewTokenizer returns a tokenizer with an empty cache.
func NewTokenizer() *Tokenizer {
	return &Tokenizer{folded: make(map[string]string, 1024)}
}

// Tokens returns the tokens of s, valid until the next call.
func (w *Tokenizer) Tokens(s string) []Token {
	w.tokens, w.pos = w.tokens[:0], 0
	w.shouting = shouting(s)
	w.chain.parts = 0
	for i := 0; i < len(s); {
		r, n := runeAt(s, i)
		switch classOf(r) {
		case gap:
			i += n
		case sign:
			w.add(s[i:i+n], i, i+n, false)
			i += n
		case unspaced:
			end := run(s, i, true)
			w.bigrams(s, i, end)
			i = end
		default:
			i = w.word(s, i)
		}
	}
	return w.tokens
}

// word takes the word at i and returns where the next begins.
func (w *Tokenizer) word(s string, i int) int {
	if end := abbreviation(s, i); end > i {
		w.add(strings.ReplaceAll(s[i:end], ".", ""), i, end, true)
		return afterAbbreviation(s, end)
	}
	end := run(s, i, false)
	stop := end // where the term ends: before a possessive 's
	for {
		r, n := runeAt(s, end)
		next := run(s, end+n, false)
		if n == 0 || next == end+n {
			break
		}
		switch {
		case r == '&' && short(s[i:end]) && short(s[end+n:next]):
			end, stop = next, next
			continue
		case !isApostrophe(r):
		case isPossessive(s[end+n : next]):
			end = next
		case end == stop && end-i <= maxElided && elided(w.fold(s[i:end])):
		default:
			end, stop = next, next
			continue
		}
		break
	}
	w.add(s[i:stop], i, stop, false)
	return w.chainParts(s, i, stop, end)
}

func isPossessive(s string) bool { return s == "s" || s == "S" }

func short(s string) bool { return utf8.RuneCountInString(s) <= 3 }

// elided reports the French, Italian and Catalan words that lose their vowel
// before an apostrophe.
func elided(s string) bool {
	switch s {
	case "l", "d", "j", "m", "t", "s", "n", "c", "qu", "jusqu", "lorsqu", "puisqu", "quoiqu",
		"un", "all", "dall", "dell", "nell", "sull", "coll", "quell", "quest", "nessun":
		return true
	}
	return false
}

// abbreviation returns the end of single letters with dots between them that
// begin at i, or i.
func abbreviation(s string, i int) int {
	letters, end := 0, i
	for at := i; ; {
		r, n := runeAt(s, at)
		if n == 0 || classOf(r) != letter || run(s, at, false) != at+n {
			break
		}
		letters++
		end = at + n
		if end >= len(s) || s[end] != '.' {
			break
		}
		at = end + 1
	}
	if letters < 2 {
		return i
	}
	return end
}

// afterAbbreviation steps over the last dot and a possessive 's.
func afterAbbreviation(s string, i int) int {
	if i < len(s) && s[i] == '.' {
		i++
	}
	if r, n := runeAt(s, i); isApostrophe(r) {
		if end := run(s, i+n, false); isPossessive(s[i+n : end]) {
			return end
		}
	}
	return i
}

// shouting reports a text of several words without a small letter: in it US may
// be the pronoun.
func shouting(s string) bool {
	spaces := false
	for _, r := range s {
		if unicode.IsLower(r) {
			return false
		}
		spaces = spaces || r == ' '
	}
	return spaces
}

// add appends the token of a word as it was written.
func (w *Tokenizer) add(raw string, start, end int, dotted bool) {
	t := Token{Kind: Word, Pos: w.pos, Start: start, End: end}
	if len(raw) > maxWord {
		raw = strings.ToValidUTF8(raw[:maxWord], "")
	}
	switch {
	case raw == "US" && !w.shouting, dotted && strings.EqualFold(raw, "us"), strings.EqualFold(raw, "usa"):
		t.Term, t.Kind = TheUS, Country
	default:
		t.Term = w.fold(raw)
	}
	if t.Term == "" {
		return
	}
	w.tokens = append(w.tokens, t)
	w.pos++
}

// fold is [fold] with a cache of what is no longer than a word.
func (w *Tokenizer) fold(raw string) string {
	if len(raw) > maxWord {
		return fold(raw)
	}
	if f, ok := w.folded[raw]; ok {
		return f
	}
	if len(w.folded) >= cacheSize {
		clear(w.folded)
	}
	f := fold(raw)
	w.folded[strings.Clone(raw)] = strings.Clone(f)
	return f
}
