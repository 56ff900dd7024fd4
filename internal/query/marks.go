package query

import "strings"

// marks removes * or ~ from the end of a word and records its meaning.
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

// unmarked returns the word without marks.
func (p *parser) unmarked(w Word, it item) Word {
	for {
		again := p.marks(w, it)
		if again.Text == w.Text {
			return Word{Field: w.Field, Text: w.Text, Exact: w.Exact, Pos: w.Pos}
		}
		w = again
	}
}

// strays hints at a * or | that has no effect.
func (p *parser) strays(w Word, it item) {
	if i := strings.IndexByte(w.Text, '*'); i >= 0 {
		p.hint(it.from, it.to, "", "* means something only at the end of a word")
	}
	a, b, ok := strings.Cut(w.Text, "|")
	if ok && meaningful(a) && meaningful(b) {
		p.hint(it.from, it.to, a+" | "+b, "| means something only between spaces")
	}
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
