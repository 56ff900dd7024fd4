package query

import (
	"strings"
	"unicode"
)

// Prose reads a text as plain words joined with OR, without fields, operators
// and marks. It takes the first [MaxAtoms] different words, and a hint reports
// those left out. cause is why the text is no valid query; another hint reports
// it.
//
// Parse calls it for a question ([Options.Any]) that is no valid query. Call
// Prose for an error that only the index finds.
func Prose(text string, opts Options, cause *Error) *Query {
	p := &parser{text: text, opts: opts.withDefaults(), budget: &budget{}}
	p.hint(cause.Pos, cause.Len+cause.Pos, "", "read as plain words, for it is no query: %s", cause.Msg)
	words := proseWords(text)
	if len(words) > MaxAtoms {
		p.hint(0, len(text), "", "of its %d different words only the first %d are asked for", len(words), MaxAtoms)
		words = words[:MaxAtoms]
	}
	alts := make([]Node, len(words))
	for i, w := range words {
		alts[i] = p.words(Any, w)
	}
	root := either(alts...)
	if root == nil {
		root = All{}
	}
	return p.query(root)
}

// proseWords returns the different words of a text in their order. It ignores
// case, and punctuation that is not inside a word: U.S., K-pop, AT&T, 10:30.
func proseWords(text string) (words []item) {
	known := map[string]bool{}
	for at := 0; at < len(text); {
		from := strings.IndexFunc(text[at:], inWord)
		if from < 0 {
			break
		}
		from += at
		at = from + proseWord(text[from:])
		word := text[from:at]
		if strings.Contains(word, ".") && strings.HasPrefix(text[at:], ".") {
			word += "." // an abbreviation: U.S.
		}
		folded := strings.ToLower(word)
		if isOperator(word) {
			word = folded // here it is a word
		}
		if !known[folded] {
			known[folded] = true
			words = append(words, item{text: word, from: from, to: from + len(word)})
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
