package feed

import (
	"context"
	"strings"
)

// kind is what a token of the scanner is.
type kind uint8

const (
	end   kind = iota // of the text, or of what can be read of it
	chars             // character data, its entities not yet decoded
	cdata             // the characters of a CDATA section
	open              // a start tag
	closing
)

// token is a token of an XML document.
type token struct {
	kind        kind
	at          int    // where it begins
	text        string // the characters; of a tag, its name as written
	attrs       string // of a start tag, the text after its name
	selfClosing bool   // <name/>
}

// scanner tokenizes XML as feeds in the wild write it. What cannot be a tag is
// text, and a tag may lack its ">". Comments, processing instructions and
// declarations are skipped, and declare no entities.
//
// It takes linear time: a search ahead that fails either ends the scan or is
// not repeated.
type scanner struct {
	ctx       context.Context // when it ends, so do the tokens; nil: never
	s         string
	pos       int
	read      int  // tokens since the last check of ctx
	cancelled bool // ctx has ended
	noSubset  bool // a declaration's end was looked for in vain
	noInstEnd bool // a "?>" was looked for in vain
}

// checkEvery is the number of tokens between two checks of the context.
const checkEvery = 1024

// next returns the next token. At the end of the text it returns end, for
// ever, and so it does within checkEvery tokens after the end of the context.
func (c *scanner) next() token {
	if c.read++; c.read >= checkEvery && c.ctx != nil {
		c.read = 0
		c.cancelled = c.cancelled || c.ctx.Err() != nil
	}
	if c.cancelled {
		return token{kind: end, at: c.pos}
	}
	for c.pos < len(c.s) {
		rest := c.s[c.pos:]
		switch {
		case !markup(rest):
			return c.chars()
		case strings.HasPrefix(rest, "<!--"):
			c.after(rest, "-->")
		case strings.HasPrefix(rest, "<![CDATA["):
			at, from := c.pos, c.pos+len("<![CDATA[")
			if !c.after(rest, "]]>") {
				return token{kind: end, at: at}
			}
			return token{kind: cdata, at: at, text: c.s[from : c.pos-len("]]>")]}
		case rest[1] == '!':
			c.declaration(rest)
		case rest[1] == '?':
			c.instruction(rest)
		default:
			return c.tag(rest)
		}
	}
	return token{kind: end, at: len(c.s)}
}

// markup reports whether the text begins with something other than characters.
func markup(s string) bool {
	if len(s) < 2 || s[0] != '<' {
		return false
	}
	b := s[1]
	return letter(b) || b == '!' || b == '?' || b == '/' && len(s) > 2 && letter(s[2])
}

func letter(b byte) bool {
	return 'a' <= b && b <= 'z' || 'A' <= b && b <= 'Z' || b == '_' || b >= 0x80
}

// after moves past the mark, or to the end when there is none.
func (c *scanner) after(rest, mark string) bool {
	if i := strings.Index(rest, mark); i >= 0 {
		c.pos += i + len(mark)
		return true
	}
	c.pos = len(c.s)
	return false
}

func (c *scanner) chars() token {
	at := c.pos
	for c.pos++; c.pos < len(c.s); c.pos++ {
		i := strings.IndexByte(c.s[c.pos:], '<')
		if i < 0 {
			c.pos = len(c.s)
			break
		}
		if c.pos += i; markup(c.s[c.pos:]) {
			break
		}
	}
	return token{kind: chars, at: at, text: c.s[at:c.pos]}
}

// instruction skips <?…?>, or <?…> where the question mark is missing.
func (c *scanner) instruction(rest string) {
	if !c.noInstEnd {
		if i := strings.Index(rest, "?>"); i >= 0 {
			c.pos += i + 2
			return
		}
		c.noInstEnd = true
	}
	c.after(rest, ">")
}

// declaration skips <!DOCTYPE …> with its internal subset, unread.
func (c *scanner) declaration(rest string) {
	if c.noSubset || !strings.HasPrefix(rest, "<!DOCTYPE") && !strings.HasPrefix(rest, "<!doctype") {
		c.after(rest, ">")
		return
	}
	depth := 0
	for i := 0; i < len(rest); i++ {
		switch rest[i] {
		case '"', '\'':
			j := strings.IndexByte(rest[i+1:], rest[i])
			if j < 0 {
				i = len(rest)
				break
			}
			i += j + 1
		case '<':
			if strings.HasPrefix(rest[i:], "<!--") {
				j := strings.Index(rest[i:], "-->")
				if j < 0 {
					i = len(rest)
					break
				}
				i += j + 2
			}
		case '[':
			depth++
		case ']':
			depth--
		case '>':
			if depth <= 0 {
				c.pos += i + 1
				return
			}
		}
	}
	c.noSubset = true
	c.after(rest, ">")
}

// tag reads a start or end tag. Its end is the next ">" outside quotes; a "<"
// before that shows that it is missing.
func (c *scanner) tag(rest string) token {
	t := token{kind: open, at: c.pos}
	from := 1
	if rest[1] == '/' {
		t.kind, from = closing, 2
	}
	i := from
	for i < len(rest) && !nameEnd(rest[i]) {
		i++
	}
	t.text = rest[from:i]
	stop, found := tagEnd(rest, i)
	t.attrs = rest[i:stop]
	if a, ok := strings.CutSuffix(strings.TrimRight(t.attrs, " \t\r\n"), "/"); ok {
		t.attrs, t.selfClosing = a, true
	}
	c.pos += stop
	switch {
	case !found && c.pos >= len(c.s): // broken off within the tag
		return token{kind: end, at: t.at}
	case found:
		c.pos++
	}
	return t
}

func nameEnd(b byte) bool {
	return b == ' ' || b == '\t' || b == '\n' || b == '\r' || b == '/' || b == '>' || b == '<'
}

// tagEnd returns the place of the tag's ">", or of the "<" that shows it to
// be missing.
func tagEnd(s string, i int) (stop int, found bool) {
	first := -1 // a ">" within quotes, should they turn out not to close
	var quote byte
	for ; i < len(s); i++ {
		switch b := s[i]; {
		case b == '<':
			if first >= 0 {
				return first, true
			}
			return i, false
		case b == '>':
			if quote == 0 {
				return i, true
			}
			if first < 0 {
				first = i
			}
		case quote != 0:
			if b == quote {
				quote = 0
			}
		case (b == '"' || b == '\'') && s[i-1] == '=' || b == '"' && s[i-1] <= ' ':
			quote = b
		}
	}
	if first >= 0 {
		return first, true
	}
	return i, false
}
