package query

import (
	"fmt"
	"strings"
	"testing"
)

// A question that is no valid query is read as plain words, and a hint says why.
func TestQuestionThatIsNoQuery(t *testing.T) {
	opts := testOptions(t)
	opts.Any = true
	for _, c := range []struct{ text, tree, cause string }{
		{"k* of trade", "(or k of trade)", "k* is too short: a prefix needs two letters"},
		{"is x~9 a fuzzy word?", "(or is x 9 a fuzzy word)", "~9 is no number of edits: ~1 or ~2"},
		{"what date:foo means", "(or what date foo means)", `"foo" is no date`},
		{"by date:2026-02-30, NOT later", "(or by date (phrase 2026 02 30) not later)", "February 2026 has 28 days"},
		{`the 5" gun of K-pop`, "(or the 5 gun of (phrase K pop))", "this quote is never closed"},
		{"(what is (AT&T) at 10.30", "(or what is AT&T at 10.30)", "this parenthesis is never closed"},
		{"a) the U.S. economy. b) the rest", "(or a the U.S. economy b rest)", "nothing is open that ) could close"},
		{"size:large O'Brien's, 1,000 $ at 10:30", "(or size large O'Brien's 1,000 at 10:30)", "size: takes a number like 3, >3 or 2..5, not \"large\""},
		{"topic:(((", "topic", "this parenthesis is never closed"},
		{`"`, "(all)", "this quote is never closed"},
		{strings.Repeat("(", MaxLevels+1) + "bridge" + strings.Repeat(")", MaxLevels+1), "bridge", "parentheses are 17 levels deep; 16 are the most"},
		{strings.Repeat("a ", MaxBytes), "a", "the query has 8192 bytes; 4096 are the most"},
		{strings.Repeat("Bridge bridge ", MaxAtoms), "Bridge", "the query has more than 64 words and values"},
	} {
		checkSound(t, c.text, opts)
		if got := explained(t, c.text, opts); got != c.tree {
			t.Errorf("%s\n got %s\nwant %s", c.text, got, c.tree)
		}
		q, err := Parse(c.text, opts)
		if err != nil || len(q.Hints) != 1 || !strings.HasPrefix(q.Hints[0].Msg, "read as plain words, for it is no query: "+c.cause) {
			t.Errorf("%s: %v, hints %v, not %s", c.text, err, q.Hints, c.cause)
		}
		strict := opts
		strict.Strict = true
		if _, err := Parse(c.text, strict); err == nil || !strings.HasPrefix(err.Error(), c.cause) {
			t.Errorf("%s: strict gives %v", c.text, err)
		}
	}
}

// A question with too many words is cut to the first different ones.
func TestQuestionOfManyWords(t *testing.T) {
	opts := testOptions(t)
	opts.Any = true
	var text strings.Builder
	for i := range 70 {
		fmt.Fprintf(&text, "word%d, Word%d; ", i, i)
	}
	q, err := Parse(text.String(), opts)
	if err != nil {
		t.Fatal(err)
	}
	if n := len(q.Root.(Or).Nodes); n != MaxAtoms || q.Atoms != MaxAtoms {
		t.Errorf("%d words, %d atoms", n, q.Atoms)
	}
	if tree := explained(t, text.String(), opts); !strings.HasPrefix(tree, "(or word0 word1 ") || !strings.HasSuffix(tree, " word62 word63)") {
		t.Error(tree)
	}
	if got := q.Hints[len(q.Hints)-1].Msg; got != "of its 70 different words only the first 64 are asked for" {
		t.Error(got)
	}
}

// A query without words and values has no atoms. A lone * matches everything,
// but is punctuation in a question.
func TestAtoms(t *testing.T) {
	opts := testOptions(t)
	question := opts
	question.Any = true
	for _, c := range []struct {
		text              string
		atoms, asQuestion int
	}{
		{"", 0, 0},
		{" \t", 0, 0},
		{"?!", 0, 0},
		{"- ... ()", 0, 0},
		{")", 0, 0},
		{"*", 1, 0},
		{"OR", 0, 1},
		{"korea -north date:2026", 3, 3},
	} {
		a, err := Parse(c.text, opts)
		if err != nil {
			t.Fatal(err)
		}
		b, err := Parse(c.text, question)
		if err != nil || a.Atoms != c.atoms || b.Atoms != c.asQuestion {
			t.Errorf("%q: %d atoms, %d as a question, %v", c.text, a.Atoms, b.Atoms, err)
		}
	}
}
