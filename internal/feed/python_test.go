package feed

import (
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"
)

// python evaluates the expressions in which feedparser's tests say what a
// feed must give: comparisons of paths with literals, joined by and, or, not.
// Values are string, int, bool, nil, []any and map[string]any; what a path
// means is decided by look.
type python struct {
	src  string
	pos  int
	look func(path []any) (any, error)
	same func(path []any, got, want any) bool
}

// operand is a value and, if it was one, the path that named it.
type operand struct {
	value any
	path  []any
}

func (p *python) eval() (ok bool, err error) {
	defer func() {
		if r := recover(); r != nil {
			e, isErr := r.(error)
			if !isErr {
				panic(r)
			}
			err = e
		}
	}()
	v := p.or()
	if p.space(); p.pos < len(p.src) {
		return false, fmt.Errorf("cannot read %q", p.src[p.pos:])
	}
	return truth(v.value), nil
}

func (p *python) or() operand {
	v := p.and()
	for p.word("or") {
		w := p.and()
		v = operand{value: truth(v.value) || truth(w.value)}
	}
	return v
}

func (p *python) and() operand {
	v := p.not()
	for p.word("and") {
		w := p.not()
		v = operand{value: truth(v.value) && truth(w.value)}
	}
	return v
}

func (p *python) not() operand {
	if p.word("not") {
		return operand{value: !truth(p.not().value)}
	}
	return p.comparison()
}

func (p *python) comparison() operand {
	v := p.primary()
	switch {
	case p.sign("=="):
		w := p.primary()
		ok := p.equal(v, w)
		for p.sign("==") { // a == b == c
			u := p.primary()
			ok = p.equal(w, u) && ok
			w = u
		}
		return operand{value: ok}
	case p.sign("!="):
		return operand{value: !p.equal(v, p.primary())}
	case p.word("in"):
		panic(errNotKept) // … in locals(): of headers
	}
	return v
}

func (p *python) equal(a, b operand) bool {
	if a.path == nil && b.path != nil {
		a, b = b, a
	}
	return p.same(a.path, a.value, b.value)
}

func (p *python) primary() operand {
	p.space()
	rest := p.src[p.pos:]
	switch {
	case rest == "":
		panic(fmt.Errorf("the expression ends early"))
	case rest[0] == '\'' || rest[0] == '"' || strings.HasPrefix(rest, "u'") || strings.HasPrefix(rest, `u"`):
		text := p.text()
		if p.sign("+") {
			panic(errNotKept) // what a cleaner makes of crazy HTML; nothing is cleaned here
		}
		return operand{value: text}
	case rest[0] >= '0' && rest[0] <= '9' || rest[0] == '-':
		n := 1
		for n < len(rest) && rest[n] >= '0' && rest[n] <= '9' {
			n++
		}
		p.pos += n
		i, err := strconv.Atoi(rest[:n])
		if err != nil {
			panic(err)
		}
		return operand{value: i}
	case rest[0] == '(':
		p.pos++
		return operand{value: p.list(")")}
	case rest[0] == '[':
		p.pos++
		return operand{value: p.list("]")}
	case rest[0] == '{':
		panic(errNotKept) // whole dictionaries hold more than we keep
	}
	return p.path()
}

func (p *python) list(stop string) any {
	var all []any
	comma := false
	for !p.sign(stop) {
		all = append(all, p.or().value)
		comma = p.sign(",")
	}
	if stop == ")" && len(all) == 1 && !comma {
		return all[0]
	}
	return all
}

// path reads a name with its subscripts: entries[0]['title'], feed.link.
func (p *python) path() operand {
	name := p.name()
	switch name {
	case "None":
		return operand{}
	case "True", "False":
		return operand{value: name == "True"}
	}
	path := []any{name}
	for {
		switch {
		case p.sign("["):
			path = append(path, p.or().value)
			if !p.sign("]") {
				panic(fmt.Errorf("no ] at %q", p.src[p.pos:]))
			}
		case p.sign("."):
			path = append(path, p.name())
		case p.sign("("):
			panic(errNotKept) // len(…), ….get(…), has_key(…): of what we do not keep
		default:
			v, err := p.look(path)
			if err != nil {
				panic(err)
			}
			return operand{value: v, path: path}
		}
	}
}

func (p *python) name() string {
	p.space()
	n := 0
	for n < len(p.src[p.pos:]) {
		b := p.src[p.pos+n]
		if b != '_' && (b < '0' || b > '9') && (b|0x20 < 'a' || b|0x20 > 'z') {
			break
		}
		n++
	}
	if n == 0 {
		panic(fmt.Errorf("cannot read %q", p.src[p.pos:]))
	}
	p.pos += n
	return p.src[p.pos-n : p.pos]
}

// text reads a string literal with its escapes.
func (p *python) text() string {
	if p.src[p.pos] == 'u' {
		p.pos++
	}
	quote := p.src[p.pos : p.pos+1]
	if three := strings.Repeat(quote, 3); strings.HasPrefix(p.src[p.pos:], three) {
		quote = three
	}
	p.pos += len(quote)
	var b strings.Builder
	for p.pos < len(p.src) && !strings.HasPrefix(p.src[p.pos:], quote) {
		if p.src[p.pos] != '\\' || p.pos+1 == len(p.src) {
			r, n := utf8.DecodeRuneInString(p.src[p.pos:])
			b.WriteRune(r)
			p.pos += n
			continue
		}
		c := p.src[p.pos+1]
		p.pos += 2
		width := map[byte]int{'x': 2, 'u': 4, 'U': 8}[c]
		switch {
		case width > 0:
			n, err := strconv.ParseInt(p.src[p.pos:p.pos+width], 16, 32)
			if err != nil {
				panic(err)
			}
			b.WriteRune(rune(n))
			p.pos += width
		case c == 'n':
			b.WriteByte('\n')
		case c == 't':
			b.WriteByte('\t')
		case c == 'r':
			b.WriteByte('\r')
		default:
			b.WriteByte(c)
		}
	}
	p.pos += len(quote)
	return b.String()
}

func (p *python) space() {
	for p.pos < len(p.src) && (p.src[p.pos] == ' ' || p.src[p.pos] == '\t') {
		p.pos++
	}
}

func (p *python) sign(s string) bool {
	p.space()
	if strings.HasPrefix(p.src[p.pos:], s) {
		p.pos += len(s)
		return true
	}
	return false
}

func (p *python) word(w string) bool {
	p.space()
	rest := p.src[p.pos:]
	if strings.HasPrefix(rest, w) && (len(rest) == len(w) || rest[len(w)] == ' ' || rest[len(w)] == '(') {
		p.pos += len(w)
		return true
	}
	return false
}

func truth(v any) bool {
	switch v := v.(type) {
	case bool:
		return v
	case string:
		return v != ""
	case int:
		return v != 0
	case []any:
		return len(v) > 0
	}
	return v != nil
}
