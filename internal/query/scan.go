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
func special(r rune) bool { return r == '(' || r == ')' || r == '"' || space(r) }

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

// atEnd reports the end of the text or of the group.
func (p *parser) atEnd() bool { return p.pos >= len(p.text) || p.text[p.pos] == ')' }

func (p *parser) skipSpace() {
	rest := strings.TrimLeftFunc(p.text[p.pos:], space)
	p.pos = len(p.text) - len(rest)
}

// wordEnd returns the position where the current word ends.
func (p *parser) wordEnd() int {
	if n := strings.IndexFunc(p.text[p.pos:], special); n >= 0 {
		return p.pos + n
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

// quoted reads from a quote to the next one, or to the end.
func (p *parser) quoted() item {
	start := p.pos
	var b strings.Builder
	for i := start + 1; i < len(p.text); i++ {
		c := p.text[i]
		if c == '"' {
			p.pos = i + 1
			return item{clean(b.String()), true, start, p.pos}
		}
		if c == '\\' && i+1 < len(p.text) && (p.text[i+1] == '"' || p.text[i+1] == '\\') {
			i++
			c = p.text[i]
		}
		b.WriteByte(c)
	}
	p.pos = len(p.text)
	p.unpair(start, "this quote is never closed", "it closes at the end")
	return item{clean(b.String()), true, start, p.pos}
}

// clean turns a quoted text into one line.
func clean(s string) string { return strings.Join(strings.FieldsFunc(s, space), " ") }
