package query

// parser reads one text by recursive descent. An error is sticky: it moves pos to
// the end of the text, so that every loop ends.
type parser struct {
	text  string
	pos   int
	field Field // of the field group around pos
	opts  Options

	hints     []Hint
	unpaired  *Error // the first unpaired parenthesis or quote
	operators int    // fields with values, and negations by a hyphen
	err       *Error
	*budget
}

// operator is AND, OR, | or NOT and its position. word is empty for none.
type operator struct {
	word string
	pos  int
}

func (o operator) isOr() bool { return o.word == "OR" || o.word == "|" }

// or reads alternatives up to the end of the text or a closing parenthesis.
func (p *parser) or() Node {
	var alts []Node
	var before operator
	for {
		n := p.and()
		next := p.operator()
		if n == nil && before.word != "" {
			p.dangling(before)
		} else if n == nil && next.isOr() {
			p.dangling(next)
		}
		alts = append(alts, n)
		if !next.isOr() {
			return either(alts...)
		}
		p.pos += len(next.word)
		before = next
	}
}

// and reads adjacent nodes. A typed AND matters only with Options.Any: both of
// its operands must match.
func (p *parser) and() Node {
	var units []Node
	var glue operator
	for {
		op := p.operator()
		if p.atEnd() || op.isOr() {
			if glue.word != "" {
				p.dangling(glue)
			}
			return p.sideBySide(units)
		}
		if op.word == "AND" {
			if len(units) == 0 || glue.word != "" {
				p.dangling(op)
			} else {
				glue = op
			}
			p.pos += len(op.word)
			continue
		}
		n := p.unary()
		if n == nil {
			continue
		}
		if glue.word != "" {
			last := len(units) - 1
			units[last] = all(units[last], n)
		} else {
			units = append(units, n)
		}
		glue = operator{}
	}
}

// unary reads an atom with the negations before it.
func (p *parser) unary() Node {
	negate := false
	var last operator
	for op := p.operator(); op.word == "NOT"; op = p.operator() {
		negate, last = !negate, op
		p.pos += len(op.word)
	}
	if op := p.operator(); last.word != "" && (p.atEnd() || op.word != "") {
		p.dangling(last)
		return nil
	}
	hyphens := p.hyphens()
	n := p.atom(hyphens > 0)
	if n != nil && hyphens > 0 {
		p.operators++
	}
	if n == nil && last.word != "" {
		p.dangling(last)
	}
	if negate != (hyphens%2 == 1) {
		return not(n)
	}
	return n
}

// hyphens skips the hyphens before an atom and returns how many of them negate:
// none, unless they are at the start or after a space or a parenthesis.
func (p *parser) hyphens() int {
	start, count := p.pos, 0
	for ; p.peek() == '-'; count++ {
		p.pos++
		p.skipUnseen()
	}
	if start > 0 && p.text[start-1] != '(' && !spaceBefore(p.text, start) {
		return 0
	}
	return count
}

// atom reads a group, a phrase, or a word with or without a field. A word
// after a hyphen is never an operator.
func (p *parser) atom(hyphen bool) Node {
	for p.opts.Any && p.peek() == '#' { // in a question it marks a word
		p.pos++
		p.skipUnseen()
		p.hyphens()
	}
	switch {
	case p.atEnd() || spaceAt(p.text, p.pos):
		return nil // a hyphen alone
	case p.peek() == '(':
		return p.group()
	case p.opens():
		return p.value(p.field, p.quoted())
	case isQuote(p.peekRune()):
		p.strayQuote()
		return nil
	default:
		return p.chunk(hyphen)
	}
}

// group reads a query in parentheses.
func (p *parser) group() Node {
	open := p.pos
	p.pos++
	p.levels++
	defer func() { p.levels-- }()
	if p.levels > MaxLevels {
		p.fail(open, open+1, "", "parentheses are %d levels deep; %d are the most", p.levels, MaxLevels)
		return nil
	}
	n := p.or()
	if p.peek() == ')' {
		p.pos++
	} else {
		p.unpair(open, "this parenthesis is never closed", "it closes at the end")
	}
	return n
}

// dangling hints at an operator without an operand.
func (p *parser) dangling(op operator) {
	p.hint(op.pos, op.pos+len(op.word), quote(op.word), "%s has nothing to work on here; it is left out", op.word)
}
