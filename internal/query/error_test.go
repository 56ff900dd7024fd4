package query

import (
	"strings"
	"testing"
)

// Free text never fails; hints report its oddities.
func TestHints(t *testing.T) {
	opts := testOptions(t)
	for _, c := range []struct{ text, tree, hints string }{
		{"foo:bar", "foo:bar", "foo:bar: there is no field foo: so foo:bar is searched for as written"},
		{"fed:bbc", "fed:bbc", "fed:bbc: there is no field fed: so fed:bbc is searched for as written; did you mean feed:?"},
		{"tilte:x", "tilte:x", "tilte:x: there is no field tilte: so tilte:x is searched for as written; did you mean title:?"},
		{`fed:"bbc news"`, "(and fed: (phrase bbc news))", "fed:: there is no field fed: so fed: is searched for as written; did you mean feed:?"},
		{"title:(foo:bar)", "(title foo:bar)", "foo:bar: there is no field foo: so foo:bar is searched for as written"},
		{"date:(2026-01-14T09:30Z) site:(http://x.com)", "(and (date from 2026-01-14T18:30:00+09:00 before 2026-01-14T18:31:00+09:00) (site x.com))", ""},
		{"at 10:30", "(and at 10:30)", "10:30: there is no field 10: so 10:30 is searched for as written"},
		{"a” b", "(and a b)", "”: nothing is open that ” could close; it is left out"},
		{"a “b c", "(and a (phrase b c))", "“: this quote is never closed; it closes at the end"},
		{"Exclusive: korea", "(and Exclusive: korea)", ""},
		{"title: x", "(and title: x)", "title:: nothing to look for after title: so it is taken as a word"},
		{`a "b c`, "(and a (phrase b c))", `": this quote is never closed; it closes at the end`},
		{"a (b OR c", "(and a (or b c))", "(: this parenthesis is never closed; it closes at the end"},
		{"a) b", "(and a b)", "): nothing is open that ) could close; it is left out"},
		{"a OR", "a", `OR: OR has nothing to work on here; it is left out; did you mean "OR"?`},
		{"OR a", "a", `OR: OR has nothing to work on here; it is left out; did you mean "OR"?`},
		{"a AND OR b", "(or a b)", `AND: AND has nothing to work on here; it is left out; did you mean "AND"?`},
		{"a NOT", "a", `NOT: NOT has nothing to work on here; it is left out; did you mean "NOT"?`},
		{"NOT () a", "a", `NOT: NOT has nothing to work on here; it is left out; did you mean "NOT"?`},
		{"OR", "(all)", `OR: OR has nothing to work on here; it is left out; did you mean "OR"?`},
		{"title:-korea", "(title -korea)", "-korea: a - inside a value negates nothing; did you mean -title:korea?"},
		{"-", "(all)", "-: there is no word to search for"},
		{"K-po*", "(phrase K po)", "K-po*: * and ~ work on one word, not on a word with a hyphen; left out"},
		{`"a b"~2 c`, "(and (phrase a b) c)", "~2: ~2 works on one word, not on a phrase; left out"},
		{"*orea", "*orea", "*orea: * means something only at the end of a word"},
		{"a|b", "a|b", "a|b: | means something only between spaces; did you mean a | b?"},
	} {
		if got := explained(t, c.text, opts); got != c.tree {
			t.Errorf("%s\n got %s\nwant %s", c.text, got, c.tree)
		}
		if got := hinted(t, c.text, opts); got != c.hints {
			t.Errorf("%s\n got %s\nwant %s", c.text, got, c.hints)
		}
		strict := opts
		strict.Strict = true
		_, err := Parse(c.text, strict)
		if failed := err != nil; failed != (c.hints != "") {
			t.Errorf("%s: strict gives %v", c.text, err)
		}
	}
}

func TestLimits(t *testing.T) {
	opts := testOptions(t)
	explained(t, strings.Repeat("a", MaxBytes), opts)
	explained(t, strings.Repeat("a ", MaxAtoms), opts)
	explained(t, strings.Repeat("(", MaxLevels)+"a"+strings.Repeat(")", MaxLevels), opts)
	for _, p := range []promise{
		{strings.Repeat("a", MaxBytes+1), "the query has 4097 bytes; 4096 are the most"},
		{strings.Repeat("a ", MaxAtoms+1), "the query has more than 64 words and values"},
		{"id:" + strings.Repeat("1,", MaxAtoms) + "1", "the query has more than 64 words and values"},
		{strings.Repeat("(", MaxLevels+1), "parentheses are 17 levels deep; 16 are the most"},
		{strings.Repeat("title:(", MaxLevels+1), "parentheses are 17 levels deep; 16 are the most"},
	} {
		if got := parseError(t, p.text, opts).Error(); got != p.want {
			t.Errorf("%.20s…: %s", p.text, got)
		}
	}
}

func TestCaret(t *testing.T) {
	opts := testOptions(t)
	for _, p := range []promise{
		{"korea date:2026-02-30", "korea date:2026-02-30\n           ^^^^^^^^^^"},
		{"한국 is:x y", "한국 is:x y\n        ^"},
		{"e\u0301\x1b\u202e is:x", "e\u0301   is:x\n       ^"},
		{strings.Repeat("a", 100) + " is:x " + strings.Repeat("b", 100), strings.Repeat("a", 32) + " is:x " + strings.Repeat("b", 34) + "\n" + strings.Repeat(" ", 36) + "^"},
	} {
		if got := parseError(t, p.text, opts).Caret(); got != p.want {
			t.Errorf("got\n%s\nwant\n%s", got, p.want)
		}
	}
	if got := parseError(t, strings.Repeat("語", 1<<19), opts).Caret(); len(got) > 400 {
		t.Errorf("a caret line of %d bytes", len(got))
	}
}
