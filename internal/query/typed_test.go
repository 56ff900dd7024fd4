package query

import (
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// Every pair of quotation marks makes a phrase.
func TestQuotationMarks(t *testing.T) {
	opts := testOptions(t)
	for _, pair := range []string{
		`""`, "“”", "„“", "„”", "””", "«»", "»«", "‹›", "›‹", "「」", "『』", "＂＂", "❝❞", "〝〞", "〝〟", "﹁﹂", "《》", "〈〉", `“"`, `"”`, `„"`,
	} {
		marks := []rune(pair)
		text := "a " + string(marks[0]) + "b c" + string(marks[1]) + " d"
		if got := explained(t, text, opts); got != "(and a (phrase b c) d)" {
			t.Errorf("%s is %s", text, got)
		}
		if got := explained(t, "publisher:"+text[2:], opts); got != "(and (publisher (phrase b c)) d)" {
			t.Errorf("%s after a field is %s", text[2:], got)
		}
		if hints := hinted(t, text, opts); hints != "" {
			t.Errorf("%s: %s", text, hints)
		}
	}
	for _, c := range []struct{ text, tree string }{
		{`"the “new” normal"`, "(phrase the “new” normal)"},
		{"צה\"ל", "צה\"ל"},
		{"rock'n'roll", "rock'n'roll"},
		{"korea” japan", "(and korea japan)"},
		{"\ufeffkorea", "korea"},
		{"\u200etitle:korea", "(title korea)"},
		{"Jap…", "(cut Jap)"},
		{"leaders of Jap...", "(and leaders of (cut Jap))"},
		{"wait… what", "(and wait… what)"},
		{"C++ C# .NET", "(and C++ C# .NET)"},
	} {
		if got := explained(t, c.text, opts); got != c.tree {
			t.Errorf("%s is %s, want %s", c.text, got, c.tree)
		}
	}
}

// A web address is one value, wherever it stands.
func TestAddresses(t *testing.T) {
	opts := testOptions(t)
	token := "CBMi" + strings.Repeat("x-", 30)
	for _, c := range []struct{ text, tree string }{
		{"https://x.com/a", "(link https://x.com/a)"},
		{"HTTP://x.com/a?b=c,d#e", "(link HTTP://x.com/a?b=c,d#e)"},
		{"https://x.com/a_(b)", "(link https://x.com/a_(b))"},
		{"(https://x.com/a)", "(link https://x.com/a)"},
		{"see https://x.com/a.", "(and see (link https://x.com/a))"},
		{"-https://x.com/a", "(not (link https://x.com/a))"},
		{"www.x.com/a", "(link www.x.com/a)"},
		{"x.co.uk/a/b", "(link x.co.uk/a/b)"},
		{"x.com", "x.com"},
		{"and/or 24/7 AC/DC", "(and and/or 24/7 AC/DC)"},
		{"https://", "https://"},
		{token, "(link " + token + ")"},
		{"CBMishort", "CBMishort"},
		{"link:https://x.com/a,b", "(link https://x.com/a,b)"},
		{"link:https://x.com/a,https://x.com/b", "(or (link https://x.com/a) (link https://x.com/b))"},
		{"source:https://x.com/feed?q=a,b", "(feed https://x.com/feed?q=a,b)"},
		{`source:"https://x.com/feed"`, "(feed https://x.com/feed)"},
		{"source:reuters", "(publisher reuters)"},
	} {
		if got := explained(t, c.text, opts); got != c.tree {
			t.Errorf("%s is %s, want %s", c.text, got, c.tree)
		}
	}
	opts.Any = true
	if got := explained(t, "what says https://x.com/a", opts); strings.Contains(got, "link") {
		t.Errorf("a question is %s", got)
	}
}

// Dates as people write them are what they say, with a hint where they can be read
// otherwise.
func TestWrittenDates(t *testing.T) {
	opts := zoned(t, Options{}, "UTC", "2026-01-20 12:00")
	for _, c := range []struct{ text, day, hint string }{
		{`date:"14 January 2026"`, "2026-01-14", ""},
		{`date:"14 Jan 2026"`, "2026-01-14", ""},
		{`date:"January 14, 2026"`, "2026-01-14", ""},
		{`date:"14th of January"`, "2026-01-14", ""},
		{`date:"21 January"`, "2025-01-21", ""},
		{`date:"14. Januar 2026"`, "2026-01-14", ""},
		{`date:"14 de enero de 2026"`, "2026-01-14", ""},
		{`date:"14 января 2026"`, "2026-01-14", ""},
		{`date:"2 weeks ago"`, "2026-01-06", ""},
		{`date:"a day ago"`, "2026-01-19", ""},
		{`date:"one month ago"`, "2025-12-20", ""},
		{`date:"3 years ago"`, "2023-01-20", ""},
		{"date:14/01/2026", "2026-01-14", "14/01/2026 is read as 14 January 2026, day before month: write 2026-01-14"},
		{"date:01/02/2026", "2026-02-01", "01/02/2026 is read as 1 February 2026, day before month: write 2026-02-01"},
		{"date:01/14/2026", "2026-01-14", "01/14/2026 is read as 14 January 2026, month before day: write 2026-01-14"},
		{"date:14.1.2026", "2026-01-14", "14.1.2026 is read as 14 January 2026, day before month: write 2026-01-14"},
		{"date:14 January 2026", "2026-01-14", `14 January 2026 is read as one date; did you mean "14 January 2026"?`},
		{"date:2 weeks ago", "2026-01-06", `2 weeks ago is read as one date; did you mean "2 weeks ago"?`},
	} {
		q, err := Parse(c.text, opts)
		if err != nil {
			t.Errorf("%s: %v", c.text, err)
			continue
		}
		r, ok := q.Root.(DateRange)
		if !ok || r.FirstDay != c.day || r.LastDay != c.day {
			t.Errorf("%s is %s", c.text, q.Root)
		}
		hint := ""
		for _, h := range q.Hints {
			hint += h.String()
		}
		if hint != c.hint {
			t.Errorf("%s hints %q, want %q", c.text, hint, c.hint)
		}
	}
	for _, text := range []string{"date:2026-01-14 korea 2026", "date:2026 korea", "date:yesterday (korea)"} {
		if hints := hinted(t, text, opts); hints != "" {
			t.Errorf("%s: %s", text, hints)
		}
	}
}

// What is typed between quotation marks of one kind is one phrase, whatever stands
// before and behind.
func TestQuotedIsPhrase(t *testing.T) {
	opts := testOptions(t)
	rapid.Check(t, func(r *rapid.T) {
		pair := []rune(rapid.SampledFrom([]string{"“”", "„“", "«»", "「」", "『』", `""`, "‹›"}).Draw(r, "marks"))
		words := rapid.SliceOfN(rapid.StringMatching(`[a-zäöü]{1,6}`), 1, 4).Draw(r, "words")
		text := "x " + string(pair[0]) + strings.Join(words, " ") + string(pair[1]) + " y"
		q, err := Parse(text, opts)
		if err != nil {
			r.Fatal(err)
		}
		and, ok := q.Root.(And)
		if !ok || len(and.Nodes) != 3 || len(q.Hints) != 0 {
			r.Fatalf("%s is %s", text, q.Root)
		}
		if p, ok := and.Nodes[1].(Phrase); !ok || p.Text != strings.Join(words, " ") {
			r.Fatalf("%s is %s", text, q.Root)
		}
	})
}
