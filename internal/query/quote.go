package query

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// doubles are the quotation marks that are written in pairs of any two of them,
// also half of them by a keyboard and half by a text editor.
const doubles = "\"“”„‟＂❝❞〝〞〟"

// closers returns the marks that close what a quotation mark opens; empty for a
// mark that never opens, and for any other character.
func closers(r rune) string {
	switch r {
	case '"', '“', '”', '„', '‟', '＂', '❝', '〝':
		return doubles
	case '«', '»':
		return "«»"
	case '‹', '›':
		return "‹›"
	case '「':
		return "」"
	case '『':
		return "』"
	case '﹁':
		return "﹂"
	case '﹃':
		return "﹄"
	case '《':
		return "》"
	case '〈':
		return "〉"
	}
	return ""
}

// isQuote reports a quotation mark.
func isQuote(r rune) bool {
	return r == '"' || r > unicode.MaxASCII && strings.ContainsRune(doubles+"«»‹›「」『』﹁﹂﹃﹄《》〈〉", r)
}

// opens reports a quotation mark at pos that opens a phrase. One that may as well
// close one opens only if another follows.
func (p *parser) opens() bool {
	r, n := utf8.DecodeRuneInString(p.text[p.pos:])
	set := closers(r)
	switch {
	case set == "":
		return false
	case strings.ContainsRune("”‟»›", r):
		return strings.ContainsAny(p.text[p.pos+n:], set)
	}
	return true
}

// closing returns where the phrase that a mark has opened ends, and the length of
// the mark that closes it, 0 if none does. The plain mark is closed by another one,
// if there is one: "the “new” normal" is one phrase.
func closing(text string, from int, mark rune) (end, length int) {
	if mark == '"' {
		escaped := false
		for i := from; i < len(text); i++ {
			switch {
			case escaped:
				escaped = false
			case text[i] == '\\':
				escaped = true
			case text[i] == '"':
				return i, 1
			}
		}
	}
	i := strings.IndexAny(text[from:], closers(mark))
	if i < 0 {
		return len(text), 0
	}
	_, n := utf8.DecodeRuneInString(text[from+i:])
	return from + i, n
}

// quoted reads from a quotation mark to the one that closes it, or to the end.
func (p *parser) quoted() item {
	start := p.pos
	mark, n := utf8.DecodeRuneInString(p.text[start:])
	end, length := closing(p.text, start+n, mark)
	inside := p.text[start+n : end]
	if mark == '"' {
		inside = strings.NewReplacer(`\"`, `"`, `\\`, `\`).Replace(inside)
	}
	p.pos = end + length
	if length == 0 {
		p.unpair(start, "this quote is never closed", "it closes at the end")
	}
	return item{clean(inside), true, start, p.pos}
}

// strayQuote skips a quotation mark that opens nothing.
func (p *parser) strayQuote() {
	r, n := utf8.DecodeRuneInString(p.text[p.pos:])
	p.unpair(p.pos, "nothing is open that "+string(r)+" could close", "it is left out")
	p.pos += n
}

// withinHebrew reports a quotation mark at i that is part of a Hebrew abbreviation.
func withinHebrew(text string, i int) bool {
	before, _ := utf8.DecodeLastRuneInString(text[:i])
	after, _ := utf8.DecodeRuneInString(text[i+1:])
	return text[i] == '"' && unicode.Is(unicode.Hebrew, before) && unicode.Is(unicode.Hebrew, after)
}
