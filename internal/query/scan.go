package query

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// space reports a separator of words: white space, control characters, invalid
// UTF-8.
func space(r rune) bool {
	return unicode.IsSpace(r) || unicode.IsControl(r) || r == utf8.RuneError
}

// special reports a character that ends a word.
func special(r rune) bool { return r == '(' || r == ')' || isQuote(r) || space(r) }

func spaceAt(s string, i int) bool {
	r, _ := utf8.DecodeRuneInString(s[i:])
	return space(r)
}

func spaceBefore(s string, i int) bool {
	r, _ := utf8.DecodeLastRuneInString(s[:i])
	return space(r)
}

// peek returns the next byte, or 0 at the end.
func (p *parser) peek() byte {
	if p.pos < len(p.text) {
		return p.text[p.pos]
	}
	return 0
}

// peekRune returns the next character, or RuneError at the end.
func (p *parser) peekRune() rune {
	r, _ := utf8.DecodeRuneInString(p.text[p.pos:])
	return r
}

// atEnd reports the end of the text or of the group.
func (p *parser) atEnd() bool { return p.pos >= len(p.text) || p.text[p.pos] == ')' }

// skipSpace skips separators, and what is not seen beside them: a byte order mark,
// marks of direction.
func (p *parser) skipSpace() {
	rest := strings.TrimLeftFunc(p.text[p.pos:], func(r rune) bool { return space(r) || unicode.Is(unicode.Cf, r) })
	p.pos = len(p.text) - len(rest)
}

// skipUnseen skips characters without a shape.
func (p *parser) skipUnseen() {
	rest := strings.TrimLeftFunc(p.text[p.pos:], func(r rune) bool { return unicode.Is(unicode.Cf, r) })
	p.pos = len(p.text) - len(rest)
}

// wordEnd returns the position where the current word ends.
func (p *parser) wordEnd() int {
	for i, r := range p.text[p.pos:] {
		if at := p.pos + i; special(r) && (i == 0 || !withinHebrew(p.text, at)) {
			return at
		}
	}
	return len(p.text)
}

// operator skips space and returns the operator after it, if there is one. In a
// question in capitals, operators are ordinary words.
func (p *parser) operator() operator {
	p.skipSpace()
	word := p.text[p.pos:p.wordEnd()]
	if !isOperator(word) || p.opts.Any && capitals(p.text) {
		return operator{}
	}
	return operator{word, p.pos}
}

// capitals reports a text without a small letter.
func capitals(s string) bool { return !strings.ContainsFunc(s, unicode.IsLower) }

func isOperator(word string) bool {
	switch word {
	case "AND", "OR", "NOT", "|":
		return true
	}
	return false
}

// item is one value as typed: a word, or a quoted text.
type item struct {
	text     string // without quotes and escapes
	quoted   bool
	from, to int // in the query's text
}

// clean turns a quoted text into one line.
func clean(s string) string { return strings.Join(strings.FieldsFunc(s, space), " ") }
