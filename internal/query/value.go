package query

import (
	"strings"
)

// fieldValue reads what stands after the colon of a field, at from: a group,
// or a comma list. Without a value the field is a word like any other.
func (p *parser) fieldValue(f Field, from int) Node {
	start := p.pos
	p.pos = from
	if p.peek() == '(' {
		outer := p.field
		p.field = f
		n := p.group()
		p.field = outer
		return n
	}
	var alts []Node
	for {
		if it, ok := p.item(); ok {
			alts = append(alts, p.value(f, it))
		}
		if p.peek() != ',' {
			break
		}
		p.pos++
	}
	if n := either(alts...); n != nil {
		return n
	}
	if p.err == nil && p.field == Any {
		p.hint(start, p.pos, "", "%s has no value; it is searched for as a word", p.text[start:p.pos])
		return p.words(Any, item{text: p.text[start:p.pos], from: start, to: p.pos})
	}
	return nil
}

// item reads one item of a comma list.
func (p *parser) item() (item, bool) {
	if p.peek() == '"' {
		return p.quoted(), true
	}
	start := p.pos
	p.pos = p.wordEnd()
	if i := strings.IndexByte(p.text[start:p.pos], ','); i >= 0 {
		p.pos = start + i
	}
	return item{text: p.text[start:p.pos], from: start, to: p.pos}, p.pos > start
}

// value makes a node of a field's value; Any is free text.
func (p *parser) value(f Field, it item) Node {
	switch f {
	default:
		return p.words(f, it)
	}
}

// unknownField hints at field:value of which there is no such field.
func (p *parser) unknownField(name string, from, to int) {
	if from+len(name)+1 == to { // a colon at the end is punctuation
		return
	}
	p.hint(from, to, "", "there is no field %s: it is searched for as written", name)
}
