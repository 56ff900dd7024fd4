package words

import (
	"slices"
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
//     k, pop, kpop); so do the commas and dots of a long number (1,000), the dot
//     of a short ending (Node.js: node, js, nodejs), and the n of rock'n'roll
//   - the signs of a name stay, and there is one more token without them (C++:
//     c++, c; .NET: .net, net)
//
// Everything else separates. Characters without a shape, such as soft hyphens, are
// not there.
type Tokenizer struct {
	folded map[string]foldedWord
	tokens []Token
	pos    int
	// The hyphenated parts so far.
	chain struct {
		first, parts, start, end int
		n                        int // where the n of rock 'n' roll stands; 0: there is none
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
	return &Tokenizer{folded: map[string]foldedWord{}}
}

// Cached returns how many words are in the cache.
func (w *Tokenizer) Cached() int { return len(w.folded) }

// Tokens returns the tokens of s, valid until the next call.
func (w *Tokenizer) Tokens(s string) []Token {
	w.tokens, w.pos = w.tokens[:0], 0
	w.shouting = shouting(s)
	w.chain.parts, w.chain.n = 0, 0
	for i := 0; i < len(s); {
		r, n := runeAt(s, i)
		switch classOf(r) {
		case gap:
			if r == '.' && dotBefore(s, i) {
				i = w.dotName(s, i)
				continue
			}
			i += n
		case unseen:
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

// dotName takes the name with a dot before it at i, and returns where the next
// word begins.
func (w *Tokenizer) dotName(s string, i int) int {
	end := run(s, i+1, false)
	bare := w.fold(s[i+1 : end]).term
	at := len(w.tokens)
	w.named("."+bare, bare, i, end)
	w.dotted(s, at, i+1, end)
	return end
}

// word takes the word at i and returns where the next begins.
func (w *Tokenizer) word(s string, i int) int {
	if end := abbreviation(s, i); end > i {
		w.add(strings.ReplaceAll(s[i:end], ".", ""), i, end, true)
		return afterAbbreviation(s, end)
	}
	stop, end, base := w.wordEnd(s, i)
	if signed := signsAfter(s, i, stop); signed > stop && stop == end {
		bare := w.fold(s[i:stop]).term
		w.named(bare+strings.Replace(s[stop:signed], "♯", "#", 1), bare, i, signed)
		return signed
	}
	if !w.add(s[i:stop], i, stop, false) {
		return end
	}
	at := len(w.tokens) - 1
	if base > i {
		t := &w.tokens[at]
		t.Also = append(slices.Clip(t.Also), w.fold(s[i:base]).term)
	}
	next := w.chainParts(s, i, stop, end)
	if i > 0 && s[i-1] == '.' && stop == end {
		w.dotted(s, at, i, stop)
	}
	return next
}

// wordEnd returns where the word at i stops, and where it ends with a possessive.
// base is where the name ends that has a Turkish ending, or 0.
func (w *Tokenizer) wordEnd(s string, i int) (stop, end, base int) {
	end = run(s, i, false)
	stop = end
	for {
		r, n := runeAt(s, end)
		next := run(s, end+n, false)
		if n == 0 || next == end+n {
			return stop, end, base
		}
		switch {
		case r == '&' && short(s[i:end]) && short(s[end+n:next]):
			end, stop = next, next
			continue
		case !isApostrophe(r):
		case isPossessive(s[end+n : next]):
			end = next
		case end == stop && end-i <= maxElided && elided(w.fold(s[i:end]).term):
		case joinedByN(s, end):
		default:
			base = 0
			if beginsName(s[i:]) && isTurkishEnding(s[end+n:next]) {
				base = end
			}
			end, stop = next, next
			continue
		}
		return stop, end, base
	}
}

func joinedByN(s string, end int) bool {
	_, ok := nBetween(s, end)
	return ok
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

// add appends the token of a word as it was written, and reports whether there is
// one.
func (w *Tokenizer) add(raw string, start, end int, dotted bool) bool {
	t := Token{Kind: Word, Pos: w.pos, Start: start, End: end}
	if len(raw) > maxWord {
		raw = strings.ToValidUTF8(raw[:maxWord], "")
	}
	switch {
	case raw == "US" && !w.shouting, dotted && strings.EqualFold(raw, "us"), strings.EqualFold(raw, "usa"):
		t.Term, t.Kind = TheUS, Country
	default:
		f := w.fold(raw)
		t.Term, t.Also = f.term, f.also
	}
	if t.Term == "" {
		return false
	}
	w.tokens = append(w.tokens, t)
	w.pos++
	return true
}

// fold is [fold] with the other spelling of a word, and with a cache of what is no
// longer than a word.
func (w *Tokenizer) fold(raw string) foldedWord {
	if len(raw) > maxWord {
		return foldedWord{term: fold(raw)}
	}
	if f, ok := w.folded[raw]; ok {
		return f
	}
	if len(w.folded) >= cacheSize {
		clear(w.folded)
	}
	f := foldedWord{term: strings.Clone(fold(raw))}
	if also := spelled(raw); also != "" && also != f.term {
		f.also = []string{also}
	}
	w.folded[strings.Clone(raw)] = f
	return f
}
