package query

import (
	"errors"
	"strings"
	"testing"
)

func TestLearned(t *testing.T) {
	opts := testOptions(t)
	checkTrees(t, opts, []promise{
		{"~~quake", "(learned quake earthquake tremor)"},
		{"~~nothing", "(learned nothing)"},
		{"~~quake japan", "(and (learned quake earthquake tremor) japan)"},
		{"-~~quake", "(not (learned quake earthquake tremor))"},
		{"~~quake OR flood", "(or (learned quake earthquake tremor) flood)"},
		{"title:~~quake", "(title (learned quake earthquake tremor))"},
		{"text:~~quake,flood", "(or (text (learned quake earthquake tremor)) (text flood))"},
		{"title:(~~quake flood)", "(and (title (learned quake earthquake tremor)) (title flood))"},
		{"~~~quake", "(learned quake earthquake tremor)"},
		{"~~AND", "and"},
		{"~~title:quake", "(title quake)"},
		{"~~#asia", "(tag asia)"},
		{"~~-quake", "quake"},
		{"-~~-quake", "(not quake)"},
		{"~~10:30", "(learned 10:30 earthquake tremor)"},
		{"~~地震", "(learned 地震 earthquake tremor)"},
		// with another mark, and before what is no word, it is left out
		{`~~"north korea"`, "(phrase north korea)"},
		{`title:~~"north korea"`, "(and title: (phrase north korea))"},
		{"~~(a b)", "(and a b)"},
		{"~~kor*", "(prefix kor)"},
		{"~~koria~", "(fuzzy 1 koria)"},
		{"~~+korea", "(exact korea)"},
		{"~~K-pop", "(phrase K pop)"},
		{"~~Jap…", "(cut Jap)"},
		{"publisher:~~reuters", "(publisher reuters)"},
		{"~~ quake", "quake"},
		{"~~", "(all)"},
		{"~~*", "(all)"},
		{"quake~~", "(fuzzy 1 quake~)"},
		{`"~~quake"`, "(phrase ~~quake)"},
	})
	for text, want := range map[string]string{
		"~~kor*":    "~~kor*: ~~ works on one word of a headline or text, without another mark; left out",
		`~~"a b" c`: "~~: ~~ works on one word of a headline or text, without another mark; left out",
		"~~quake":   "",
		"~~nothing": "",
	} {
		if got := hinted(t, text, opts); got != want {
			t.Errorf("%s: %s", text, got)
		}
	}
	opts.Learn = nil
	if got, want := explained(t, "~~quake", opts), "quake"; got != want {
		t.Errorf("without an archive: %s, want %s", got, want)
	}
	if got := hinted(t, "~~quake", opts); got != "~~quake: no words are learned here; ~~ is left out" {
		t.Error(got)
	}
}

// In a question ~~ marks a query; behind it the words of a text are plain.
func TestLearnedInQuestions(t *testing.T) {
	opts := testOptions(t)
	opts.Any = true
	checkTrees(t, opts, []promise{
		{"~~quake japan", "(or (learned quake earthquake tremor) japan)"},
		{"~~quake" + strings.Repeat(" a b c", 6), "(or quake a b c)"},
	})
}

// A query learns of few words, and of each once.
func TestLearnedIsBounded(t *testing.T) {
	opts := testOptions(t)
	calls := 0
	opts.Learn = func(string) ([]Lesson, error) { calls++; return nil, nil }
	if _, err := Parse(strings.Repeat("~~quake ", MaxAtoms), opts); err != nil || calls != 1 {
		t.Errorf("%d calls, error %v", calls, err)
	}
	e := parseError(t, "~~a ~~b ~~c ~~d (~~e title:~~f) ~~g ~~h ~~i", opts)
	if e.Msg != "the query has more than 8 different words with ~~" || e.Text[e.Pos:e.Pos+e.Len] != "~~i" {
		t.Errorf("%+v", e)
	}
	if _, err := Parse(strings.Repeat("~~quake ", MaxAtoms+1), opts); err == nil {
		t.Error("more words than a query may have")
	}
	calls = 0
	opts.Topic = func(string) (string, error) { return "~~a ~~b ~~c ~~d ~~e", nil }
	e = parseError(t, "~~f ~~g ~~h topic:x ~~i", opts)
	if !strings.Contains(e.Msg, "more than 8 different words") || calls != MaxLearned {
		t.Errorf("%d calls, %+v", calls, e)
	}
	broken := errors.New("the index is locked")
	opts.Learn = func(string) ([]Lesson, error) { return nil, broken }
	if e := parseError(t, "a ~~quake", opts); !errors.Is(e, broken) || e.Pos != 2 {
		t.Errorf("%+v", e)
	}
}
