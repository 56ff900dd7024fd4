// Package textdiff says what changed between two versions of a text: which
// paragraphs came, went and changed, and in those that changed, which words. It
// does no I/O.
//
// Paragraphs are what an empty line separates. Words are runs of letters and
// digits; in a script without spaces each character is one. The search for what
// is equal is bounded (Myers' algorithm with at most 100 differences, after what
// is equal at both ends): the work is linear in the length of the texts, and two
// texts that have nothing in common differ as a whole.
package textdiff

import (
	"strings"

	"github.com/aymanbagabas/go-udiff/lcs"
)

// Op is what became of a paragraph or of words.
type Op string

// What became of it. Only paragraphs can have changed.
const (
	Same    Op = "same"
	Removed Op = "removed"
	Added   Op = "added"
	Changed Op = "changed"
)

// Paragraph is a paragraph of either version. One that changed has Words instead
// of Text.
type Paragraph struct {
	Op    Op     `json:"op"`
	Text  string `json:"text,omitempty"`
	Words []Span `json:"words,omitempty"`
}

// Span is a stretch of a paragraph. All that are not removed make up the newer
// version, all that are not added the older one.
type Span struct {
	Op   Op     `json:"op"` // same, removed or added
	Text string `json:"text"`
}

// Paragraphs compares two versions of a text. The result has every paragraph of
// both, in order.
func Paragraphs(before, after string) (all []Paragraph) {
	a, b := paragraphs(before), paragraphs(after)
	at := 0
	same := func(to int) {
		for ; at < to; at++ {
			all = append(all, Paragraph{Op: Same, Text: a[at]})
		}
	}
	for _, d := range lcs.DiffLines(a, b) {
		same(d.Start)
		all = append(all, pair(a[d.Start:d.End], b[d.ReplStart:d.ReplEnd])...)
		at = d.End
	}
	same(len(a))
	return all
}

// paragraphs parts a text; space in a paragraph is normalised.
func paragraphs(text string) (all []string) {
	for block := range strings.SplitSeq(text, "\n\n") {
		if block = strings.Join(strings.Fields(block), " "); block != "" {
			all = append(all, block)
		}
	}
	return all
}

// lookAhead is how many paragraphs are looked at for one that is a version of
// another.
const lookAhead = 8

// pair compares paragraphs that took the place of others: those that are alike
// have changed, the others came or went.
func pair(before, after []string) (all []Paragraph) {
	next := 0
	add := func(to int) {
		for ; next < to; next++ {
			all = append(all, Paragraph{Op: Added, Text: after[next]})
		}
	}
	for _, old := range before {
		found := -1
		for k := next; k < min(next+lookAhead, len(after)) && found < 0; k++ {
			if alike(old, after[k]) {
				found = k
			}
		}
		if found < 0 {
			all = append(all, Paragraph{Op: Removed, Text: old})
			continue
		}
		add(found)
		all = append(all, Paragraph{Op: Changed, Words: Words(old, after[found])})
		next = found + 1
	}
	add(len(after))
	return all
}

// alike reports whether half of the distinct words of the paragraph that has
// fewer are in the other.
func alike(one, other string) bool {
	a, b := wordSet(one), wordSet(other)
	if len(a) > len(b) {
		a, b = b, a
	}
	common := 0
	for word := range a {
		if b[word] {
			common++
		}
	}
	return common > 0 && 2*common >= len(a)
}

func wordSet(text string) map[string]bool {
	set := map[string]bool{}
	for _, t := range tokens(text) {
		if isWord(t) {
			set[t] = true
		}
	}
	return set
}
