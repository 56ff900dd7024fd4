package query

import (
	"strings"
	"unicode"
)

// chunk reads what stands between spaces: #tag, field:value, or a word.
func (p *parser) chunk(hyphen bool) Node {
	start, end := p.pos, p.wordEnd()
	raw := p.text[start:end]
	if name, _, ok := strings.Cut(raw, ":"); ok {
		if f, known := fieldNamed(name); known {
			return p.fieldValue(f, start+len(name)+1)
		}
		p.unknownField(name, start, end)
	}
	if len(raw) > 1 && raw[0] == '#' && meaningful(raw) {
		return p.fieldValue(Tag, start+1)
	}
	if p.field != Any {
		return p.fieldValue(p.field, start)
	}
	p.pos = end
	it := item{text: raw, from: start, to: end}
	if hyphen && isOperator(raw) {
		it.quoted = true
	}
	return p.words(Any, it)
}

// words makes a Word or Phrase of an item; nil when there is no text in it.
func (p *parser) words(f Field, it item) Node {
	text := it.text
	if text == "*" && f == Any && !it.quoted {
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
	cut := parts(w.Text)
	if len(cut) < 2 {
		return p.leaf(it, w)
	}
	if w.Prefix || w.Fuzzy > 0 {
		p.hint(it.from, it.to, "", "* and ~ work on one word, not on a word with a hyphen; left out")
	}
	return p.leaf(it, Phrase{Field: f, Text: w.Text, Words: cut, Hyphen: !w.Exact, Pos: it.from})
}

// marks takes the * or ~ off the end of a word.
func (p *parser) marks(w Word, it item) Word {
	if base, ok := strings.CutSuffix(w.Text, "*"); ok && meaningful(base) {
		w.Text, w.Prefix = base, true
		if letters(base) < 2 {
			p.fail(it.from, it.to, "", "%s* is too short: a prefix needs two letters", base)
		}
		return w
	}
	i := strings.LastIndexByte(w.Text, '~')
	if i < 0 || !meaningful(w.Text[:i]) || strings.Trim(w.Text[i+1:], "0123456789") != "" {
		return w
	}
	switch edits := w.Text[i+1:]; edits {
	case "", "1":
		w.Text, w.Fuzzy = w.Text[:i], 1
	case "2":
		w.Text, w.Fuzzy = w.Text[:i], 2
	default:
		p.fail(it.from+strings.LastIndexByte(it.text, '~'), it.to, w.Text[:i]+"~2", "~%s is no number of edits: ~1 or ~2", edits)
	}
	return w
}

// phraseMarks skips a * or ~ right after a quoted phrase.
func (p *parser) phraseMarks() {
	end := p.wordEnd()
	mark := p.text[p.pos:end]
	if mark == "" || strings.Trim(mark, "*~0123456789") != "" || (mark[0] != '*' && mark[0] != '~') {
		return
	}
	p.hint(p.pos, end, "", "%s works on one word, not on a phrase; left out", mark)
	p.pos = end
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

// parts cuts at spaces and at inner hyphens. What has nothing but punctuation
// in it is no part.
func parts(s string) []string {
	var cut []string
	for _, part := range strings.FieldsFunc(s, func(r rune) bool { return r == ' ' || hyphen(r) }) {
		if meaningful(part) {
			cut = append(cut, part)
		}
	}
	return cut
}

func hyphen(r rune) bool { return r == '-' || r >= '\u2010' && r <= '\u2015' }

// meaningful reports whether there is more in s than punctuation: letters,
// digits, or signs like emoji.
func meaningful(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool {
		return letter(r) || r > unicode.MaxASCII && unicode.IsSymbol(r)
	})
}

func letter(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) || unicode.IsMark(r) }

func letters(s string) int {
	n := 0
	for _, r := range s {
		if letter(r) {
			n++
		}
	}
	return n
}

// sideBySide joins what stands side by side: with AND, or with Options.Any
// with OR as far as it is free text.
func (p *parser) sideBySide(units []Node) Node {
	if !p.opts.Any {
		return all(units...)
	}
	var free, held []Node
	for _, n := range units {
		if p.free(n) {
			free = append(free, n)
		} else {
			held = append(held, n)
		}
	}
	return all(append([]Node{either(free...)}, held...)...)
}

// free reports whether a node is nothing but words of the field around it.
func (p *parser) free(n Node) bool {
	switch n := n.(type) {
	case Word:
		return n.Field == p.field
	case Phrase:
		return n.Field == p.field
	case And:
		return p.allFree(n.Nodes)
	case Or:
		return p.allFree(n.Nodes)
	}
	return false
}

func (p *parser) allFree(nodes []Node) bool {
	for _, n := range nodes {
		if !p.free(n) {
			return false
		}
	}
	return true
}
