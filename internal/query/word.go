package query

import (
	"strings"
	"unicode/utf8"
)

// chunk reads text without spaces: #tag, field:value, or a word.
func (p *parser) chunk(hyphen bool) Node {
	if it, ok := p.pasted(); ok {
		return p.leaf(it, Term{Field: Link, Value: it.text, Pasted: true, Pos: it.from})
	}
	start, end := p.pos, p.wordEnd()
	raw := p.text[start:end]
	if n := p.learnsNothing(raw); n > 0 {
		p.pos += n
		return p.atom(hyphen)
	}
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
	if !it.quoted && strings.HasPrefix(text, learnMark) {
		return p.learned(f, it)
	}
	if !meaningful(text) {
		return nil
	}
	if it.quoted {
		p.phraseMarks()
		return p.leaf(it, phrase(f, text, it))
	}
	w := Word{Field: f, Pos: it.from}
	if base, ok := strings.CutSuffix(ellipsis(text), "…"); ok && f == Any && meaningful(base) && len(parts(base)) == 1 && p.lastWord() {
		text, w.Cut = base, true
	}
	w.Text, w.Exact = strings.CutPrefix(text, "+")
	w = p.marks(w, it)
	p.strays(w, it)
	if len(parts(w.Text)) > 1 && (w.Prefix || w.Fuzzy > 0) {
		p.hint(it.from, it.to, "", "* and ~ work on one word, not on a word with a hyphen; left out")
		w = p.unmarked(w, it)
	}
	if n := phrase(f, w.Text, it); len(n.Words) > 1 {
		n.Hyphen, n.Cut = !w.Exact, n.Cut && w.Exact
		return p.leaf(it, n)
	}
	return p.leaf(it, w)
}

// phrase returns the phrase of a text.
func phrase(f Field, text string, it item) Phrase {
	return Phrase{Field: f, Text: text, Words: parts(text), Cut: f == Any && strings.HasSuffix(ellipsis(text), "…"), Pos: it.from}
}

// ellipsis returns a text that ends in dots with an ellipsis instead.
func ellipsis(text string) string {
	if base, ok := strings.CutSuffix(text, "..."); ok {
		return base + "…"
	}
	return text
}

// lastWord reports that nothing follows but what closes a phrase or a group.
func (p *parser) lastWord() bool { return !meaningful(p.text[p.pos:]) }

// leaf counts an atom.
func (p *parser) leaf(it item, n Node) Node {
	p.atoms++
	if p.atoms > MaxAtoms && !p.opts.Any { // a question of so many words is no query
		p.fail(it.from, it.to, "", "the query has more than %d words and values", MaxAtoms)
		return nil
	}
	return n
}

// unknownField hints at name:value without a field of that name. A colon at the
// end of a word is punctuation, unless a quote or parenthesis follows.
func (p *parser) unknownField(name, raw string) {
	rest := p.text[p.pos+len(raw):]
	first, _ := utf8.DecodeRuneInString(rest)
	valued := first == '(' || isQuote(first)
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
