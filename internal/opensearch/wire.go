package opensearch

import (
	"strings"
	"unicode"

	"newsarchive/index"
)

// OpenSearch takes no tokens, only text, which it cuts itself. So terms travel as
// text that it cuts as we did: positions are separated by a space, the terms of one
// position by a bar, and a position without a term has a line.
//
//	k|kpop pop _ _ news    k and kpop at 0, pop at 1, news at 4
const (
	alternative = '|'
	nothing     = '_'
)

// positions writes the terms of a field with positions.
func positions(f index.Terms) string {
	var b strings.Builder
	next := 0 // the position that comes next
	for _, p := range f.Occurrences {
		if p.At < next {
			b.WriteByte(alternative)
			b.WriteString(escape(p.Text))
			continue
		}
		for ; next < p.At; next++ {
			space(&b)
			b.WriteByte(nothing)
		}
		space(&b)
		b.WriteString(escape(p.Text))
		next = p.At + 1
	}
	return b.String()
}

// space begins another position.
func space(b *strings.Builder) {
	if b.Len() > 0 {
		b.WriteByte(' ')
	}
}

// counts writes the terms of a field with counts, each as often as it counts. The
// field gets the length by which it is scored: what is beyond shares a position, which
// OpenSearch counts once.
func counts(f index.Terms) string {
	var b strings.Builder
	length := int(index.EffectiveLength(f.Length))
	n := 0
	for _, t := range f.Terms {
		for range t.Count {
			switch n++; {
			case n > length:
				b.WriteByte(alternative)
			case n > 1:
				b.WriteByte(' ')
			}
			b.WriteString(escape(t.Text))
		}
	}
	return b.String()
}

// escape returns a term as it stands in a field of text: without the characters that
// separate terms, which no word has, but the form of a rare letter may.
func escape(term string) string {
	if !strings.ContainsFunc(term, separates) {
		return term
	}
	return strings.Map(func(r rune) rune {
		if separates(r) {
			return '\u00a0' // no space to OpenSearch
		}
		return r
	}, term)
}

func separates(r rune) bool {
	return r == alternative || r == nothing || r != '\u00a0' && (unicode.IsSpace(r) || unicode.IsControl(r))
}
