package query

import "strings"

// chunk reads text without spaces: #tag, field:value, or a word.
func (p *parser) chunk(hyphen bool) Node {
	start, end := p.pos, p.wordEnd()
	raw := p.text[start:end]
	if name, _, ok := strings.Cut(raw, ":"); ok {
		if f, known := fieldNamed(name); known {
			return p.fieldValue(f, start+len(name)+1)
		}
		if p.field.hasWords() {
			p.unknownField(name, raw)
		}
	}
	if raw[0] == '#' && meaningful(raw) {
		return p.fieldValue(Tag, start+1)
	}
	if p.field != Any {
		return p.fieldValue(p.field, start)
	}
	p.pos = end
	it := item{text: raw, from: start, to: end}
	switch { // here it is a word
	case isOperator(raw) && hyphen:
		it.quoted = true
	case isOperator(raw):
		it.text = strings.ToLower(raw)
	}
	return p.words(Any, it)
}

// words returns the Word or Phrase of an item, or nil if it has no text.
func (p *parser) words(f Field, it item) Node {
	text := it.text
	if text == "*" && f == Any && !it.quoted && !p.opts.Any { // in a question it is punctuation
		return p.leaf(it, All{})
	}
	if !meaningful(text) {
		return nil
	}
	if it.quoted {
		p.phraseMarks()
		return p.leaf(it, Phrase{Field: f, Text: text, Words: parts(text), Pos: it.from})
	}
	w := Word{Field: f, Pos: it.from}
	w.Text, w.Exact = strings.CutPrefix(text, "+")
	w = p.marks(w, it)
	p.strays(w, it)
	if len(parts(w.Text)) > 1 && (w.Prefix || w.Fuzzy > 0) {
		p.hint(it.from, it.to, "", "* and ~ work on one word, not on a word with a hyphen; left out")
		w = p.unmarked(w, it)
	}
	if cut := parts(w.Text); len(cut) > 1 {
		return p.leaf(it, Phrase{Field: f, Text: w.Text, Words: cut, Hyphen: !w.Exact, Pos: it.from})
	}
	return p.leaf(it, w)
}

// leaf counts an atom.
func (p *parser) leaf(it item, n Node) Node {
	p.atoms++
	if p.atoms > MaxAtoms {
		p.fail(it.from, it.to, "", "the query has more than %d words and values", MaxAtoms)
		return nil
	}
	return n
}

// unknownField hints at name:value without a field of that name. A colon at the
// end of a word is punctuation, unless a quote or parenthesis follows.
func (p *parser) unknownField(name, raw string) {
	rest := p.text[p.pos+len(raw):]
	valued := strings.HasPrefix(rest, `"`) || strings.HasPrefix(rest, "(")
	if !valued && !meaningful(raw[len(name)+1:]) {
		return
	}
	names := []string{"pub", "source"}
	for _, f := range Fields() {
		names = append(names, string(f))
	}
	suggestion := nearest(strings.ToLower(name), names)
	if suggestion != "" {
		suggestion += ":"
	}
	p.hint(p.pos, p.pos+len(raw), suggestion, "there is no field %s: so %s is searched for as written", name, raw)
}
