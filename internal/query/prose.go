package query

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// MaxProse is how many bytes of a text [Prose] reads: some five thousand words.
const MaxProse = 32 << 10

// Prose reads a text as plain words joined with OR, without fields, operators
// and marks: the different words of its first [MaxProse] bytes in their order,
// without links and without the signature of a post, unless there is nothing
// else. What the text excludes in plain English is marked. cause, unless nil, is why
// the text is no valid query; a hint reports it.
//
// Parse calls it for a question ([Options.Any]). Call Prose for an error that
// only the index finds.
func Prose(text string, opts Options, cause *Error) *Query {
	p := &parser{text: text, opts: opts.withDefaults(), budget: &budget{}}
	if cause != nil && len(text) <= MaxBytes {
		from, to := cause.Pos, cause.Pos+max(cause.Len, 1)
		if to > len(text) { // what is missing at the end
			_, n := utf8.DecodeLastRuneInString(text)
			from, to = len(text)-n, len(text)
		}
		p.hint(from, to, "", "read as plain words, for it is no query: %s", cause.Msg)
	}
	if len(text) > MaxProse {
		text = strings.ToValidUTF8(text[:MaxProse], "")
		if last := strings.LastIndexFunc(text, space); last > MaxProse/2 {
			text = text[:last] // a whole word
		}
		p.hint(MaxProse, len(p.text), "", "only the first %d bytes of the question are read", MaxProse)
	}
	words := proseWords(unsigned(text), false)
	if len(words) == 0 {
		words = proseWords(text, true)
	}
	alts := make([]Node, len(words))
	for i, w := range words {
		p.atoms = 0 // any number of words
		alts[i] = w.node(p.words(Any, w.item))
	}
	p.atoms = len(words)
	root := either(alts...)
	if root == nil {
		root = All{}
	}
	return p.query(root)
}

// proseItem is a word of a text, how often the text has it, and how often it is
// excluded there.
type proseItem struct {
	item
	times, excluded int
}

// node adds to the node of a word what the text says of it.
func (w proseItem) node(n Node) Node {
	times, excluded := w.times-w.excluded, false
	if times == 0 {
		times, excluded = w.times, true
	}
	switch n := n.(type) {
	case Word:
		if n.Excluded = excluded; times > 1 {
			n.Times = times
		}
		return n
	case Phrase:
		n.Excluded = excluded
		return n
	}
	return n
}

// proseWords returns the different words of a text in their order, with those
// of links or without them. It ignores case, and punctuation that is not inside
// a word: U.S., K-pop, AT&T, 10:30.
func proseWords(text string, links bool) (words []proseItem) {
	places := map[string]int{}
	var exclusion exclusion
	for at := 0; at < len(text); {
		from := strings.IndexFunc(text[at:], inWord)
		if from < 0 {
			break
		}
		from += at
		exclusion.between(text[at:from])
		if n := linkLength(text[from:]); n > 0 && !links {
			at = from + n
			continue
		}
		at = from + proseWord(text[from:])
		word := text[from:at]
		if strings.Contains(word, ".") && strings.HasPrefix(text[at:], ".") {
			word += "." // an abbreviation: U.S.
		}
		folded := strings.ToLower(word)
		if isOperator(word) {
			word = folded // here it is a word
		}
		if _, ok := places[folded]; !ok {
			places[folded] = len(words)
			words = append(words, proseItem{item: item{text: word, from: from, to: from + len(word)}})
		}
		w := &words[places[folded]]
		if w.times++; exclusion.word(folded) {
			w.excluded++
		}
	}
	return words
}

// proseWord returns the length of the word at the beginning of a text.
func proseWord(text string) int {
	var before, connector rune // connector follows before, which is in the word
	end := 0
	for i, r := range text {
		switch {
		case !inWord(r) && (connector != 0 || !connects(r)):
			return end
		case !inWord(r):
			connector = r
			continue
		case strings.ContainsRune(",:", connector) && (!unicode.IsDigit(before) || !unicode.IsDigit(r)):
			return end
		}
		before, connector = r, 0
		end = i + len(string(r))
	}
	return end
}

// inWord reports a character of words.
func inWord(r rune) bool {
	return !space(r) && (letter(r) || r > unicode.MaxASCII && unicode.IsSymbol(r))
}

// connects reports punctuation that may be inside a word. A comma or colon may
// only be between digits.
func connects(r rune) bool { return strings.ContainsRune(".'’&@_/,:", r) || hyphen(r) }
