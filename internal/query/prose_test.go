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

// TestPasted promises that links and the signature of a post are left out, marks
// are read over, and nothing of it is an operator.
func TestPasted(t *testing.T) {
	opts := testOptions(t)
	opts.Any = true
	for _, p := range []promise{
		{"#MeToo @name said “no” 🎉", "(or MeToo name said no 🎉)"},
		{"No, NOT again! https://t.example/aB3?x=1 pic.example.com/xY1 www.example.com", "(or No not again)"},
		{"Ferry sinks (https://a.example/b) AND burns — Jane Doe (@janedoe) January 14, 2026", "(or Ferry sinks and burns)"},
		{"Ferry sinks - Jane Doe (@janedoe) Jan 4 https://t.example/x", "(or Ferry sinks)"},
		{"https://a.example/ferry", "(or https a.example/ferry)"},
		{"U.S./China talks, and/or 10:30", "(or U.S. China talks and/or 10:30)"},
		{"渡轮为什么停了 https://a.example/x渡轮", "(or 渡轮为什么停了 渡轮)"},
		{"a ferry, the Ferry and a FERRY", "(or a ferry the and)"},
	} {
		if got := explained(t, p.text, opts); got != p.want {
			t.Errorf("%s\n got %s\nwant %s", p.text, got, p.want)
		}
	}
}

// TestQuestionOfManyWords promises that all different words of a page are asked,
// with how often it has them, and of a very long text the first.
func TestQuestionOfManyWords(t *testing.T) {
	opts := testOptions(t)
	opts.Any = true
	var text strings.Builder
	for i := range 700 {
		fmt.Fprintf(&text, "word%d, Word%d; ", i, i)
	}
	q, err := Parse(text.String(), opts)
	if err != nil {
		t.Fatal(err)
	}
	words := q.Root.(Or).Nodes
	if len(words) != 700 || q.Atoms != 700 || len(q.Hints) > 0 {
		t.Errorf("%d words, %d atoms, %v", len(words), q.Atoms, q.Hints)
	}
	if w := words[699].(Word); w.Text != "word699" || w.Times != 2 {
		t.Errorf("the last word is %+v", w)
	}
	if q, err = Parse(strings.Repeat(text.String(), 100)+"é", opts); err != nil || len(q.Root.(Or).Nodes) != 700 {
		t.Errorf("%v", err)
	}
	if len(q.Hints) != 1 || q.Hints[0].Msg != "only the first 32768 bytes of the question are read" {
		t.Errorf("hints %v", q.Hints)
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

// TestExcludedInProse promises which words of a question are excluded by it.
func TestExcludedInProse(t *testing.T) {
	opts := testOptions(t)
	opts.Any = true
	for text, want := range map[string]string{
		"Films of war but not of Vietnam":                        "Vietnam",
		"Describe Aarhus, but do not mention K-pop or it. Rome.": "mention K-pop or it",
		"The works (excluding plays) of the poet":                "plays",
		"(Exclude plays and novels)":                             "plays and novels",
		"Everything except for golf. And golf":                   "",
		"Everything except for golf, but tennis":                 "golf",
		"BUT NOT Rome":                                           "Rome",
		"They do not vote":                                       "",
		"It rose, but prices did, some say, not":                 "",
		"Possibly, but not exclusively in a network":             "",
		"All was well but that is not what we know":              "",
		"All is free, except they do not say it":                 "",
		"Can a test exclude a stroke?":                           "",
	} {
		q, err := Parse(text, opts)
		if err != nil {
			t.Fatal(err)
		}
		var excluded []string
		Walk(q.Root, func(leaf Node, _ bool) {
			switch n := leaf.(type) {
			case Word:
				if n.Excluded {
					excluded = append(excluded, n.Text)
				}
			case Phrase:
				if n.Excluded {
					excluded = append(excluded, n.Text)
				}
			}
		})
		if got := strings.Join(excluded, " "); got != want {
			t.Errorf("%s: excluded are %q, want %q", text, got, want)
		}
	}
}
