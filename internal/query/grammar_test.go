package query

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestOperators(t *testing.T) {
	checkTrees(t, testOptions(t), []promise{
		// words side by side mean AND
		{"south korea", "(and south korea)"},
		{"south AND korea", "(and south korea)"},
		{"a OR b", "(or a b)"},
		{"a | b", "(or a b)"},
		{`"a"|"b"`, "(or (phrase a) (phrase b))"},
		{"(a)OR(b)", "(or a b)"},
		// NOT binds tighter than AND, AND tighter than OR
		{"a OR b c", "(or a (and b c))"},
		{"a b OR c AND d", "(or (and a b) (and c d))"},
		{"NOT a b", "(and (not a) b)"},
		{"NOT a OR b", "(or (not a) b)"},
		{"a (b OR c)", "(and a (or b c))"},
		{"a NOT (b OR c)", "(and a (not (or b c)))"},
		{"NOT NOT a", "a"},
		{"NOT -a", "a"},
		{"NOT NOT NOT a", "(not a)"},
		{"-(a b)", "(not (and a b))"},
		// operators are upper case
		{"trick or treat", "(and trick or treat)"},
		{"a and not b", "(and a and not b)"},
		{"a Or b", "(and a Or b)"},
		{"ORBIT NOTHING ANDES", "(and ORBIT NOTHING ANDES)"},
		{"a|b", "a|b"},
	})
}

func TestHyphen(t *testing.T) {
	checkTrees(t, testOptions(t), []promise{
		// - negates right before an atom, at the start or after a space or (
		{"-a", "(not a)"},
		{"a -b", "(and a (not b))"},
		{"(-a b)", "(and (not a) b)"},
		{"a\t-b", "(and a (not b))"},
		{`-"a b"`, "(not (phrase a b))"},
		{"-title:a", "(not (title a))"},
		{"-#a", "(not (tag a))"},
		{`"a"-b`, "(and (phrase a) b)"},
		{"--a", "a"},
		{"-OR", "(not (phrase OR))"},
		// inside a word it makes the parts a phrase
		{"K-pop", "(phrase K pop)"},
		{"COVID-19", "(phrase COVID 19)"},
		{"K‑pop", "(phrase K pop)"},
		{"-K-pop", "(not (phrase K pop))"},
		{"title:state-of-the-art", "(title (phrase state of the art))"},
		// alone it is ignored
		{"a - b", "(and a b)"},
		{"a -", "a"},
		{"a (- b)", "(and a b)"},
		{"a — b", "(and a b)"},
		{"korea-", "korea-"},
	})
	for _, s := range []string{"a - b", "a -", "K-pop -x"} {
		if got := hinted(t, s, testOptions(t)); got != "" {
			t.Errorf("%s: hints %s", s, got)
		}
	}
}

// The index expands kpop by the text as typed, so the phrase keeps it.
func TestHyphenKeepsTypedText(t *testing.T) {
	q, err := Parse("x K-pop", testOptions(t))
	if err != nil {
		t.Fatal(err)
	}
	want := And{[]Node{
		Word{Text: "x"},
		Phrase{Text: "K-pop", Words: []string{"K", "pop"}, Hyphen: true, Pos: 2},
	}}
	if diff := cmp.Diff(Node(want), q.Root); diff != "" {
		t.Error(diff)
	}
}

// An exact word with a hyphen is a phrase that is not expanded.
func TestExactHyphen(t *testing.T) {
	q, err := Parse("+K-pop", testOptions(t))
	if err != nil {
		t.Fatal(err)
	}
	if got := q.Root.String(); got != `"K-pop"` {
		t.Errorf("got %s", got)
	}
}

func TestWords(t *testing.T) {
	checkTrees(t, testOptions(t), []promise{
		{"kor*", "(prefix kor)"},
		{"koria~", "(fuzzy 1 koria)"},
		{"koria~1", "(fuzzy 1 koria)"},
		{"koria~2", "(fuzzy 2 koria)"},
		{"~50 people", "(and ~50 people)"},
		{"+running", "(exact running)"},
		{"+K-pop", "(phrase K pop)"},
		{"title:+running", "(title (exact running))"},
		{`"south korea"`, "(phrase south korea)"},
		{`"the who"`, "(phrase the who)"},
		{`"korea"`, "(phrase korea)"},
		{`"say \"hi\" now"`, `(phrase say "hi" now)`},
		{"the", "the"},
		{"U.S. US us", "(and U.S. US us)"},
		{"Korea's São-Paulo", "(and Korea's (phrase São Paulo))"},
		{"日本 한국 سلام", "(and 日本 한국 سلام)"},
		{"🎉", "🎉"},
		{"Smith & Wesson , x", "(and Smith Wesson x)"},
		{"a\x00b\xffc", "(and a b c)"},
		{"a;b 1,000", "(and a;b 1,000)"},
		{"", "(all)"},
		{" \n ", "(all)"},
		{"*", "(all)"},
		{"()", "(all)"},
	})
	opts := testOptions(t)
	for _, p := range []promise{
		{"k*", "k*: k* is too short: a prefix needs two letters"},
		{"title:k*", "k*: k* is too short: a prefix needs two letters"},
		{"tag:k*", "k*: k* is too short: a prefix needs two letters"},
		{"x koria~3", "~3: ~3 is no number of edits: ~1 or ~2; did you mean koria~2?"},
		{"koria~0", "~0: ~0 is no number of edits: ~1 or ~2; did you mean koria~2?"},
	} {
		e := parseError(t, p.text, opts)
		if got := p.text[e.Pos:e.Pos+e.Len] + ": " + e.Error(); got != p.want {
			t.Errorf("%s\n got %s\nwant %s", p.text, got, p.want)
		}
	}
}

// --any joins words with OR. A short text with a field or a word excluded by a
// hyphen is a query: there fields, operators and phrases keep their meaning.
func TestAny(t *testing.T) {
	opts := testOptions(t)
	opts.Any = true
	checkTrees(t, opts, []promise{
		{"south korea summit", "(or south korea summit)"},
		{`south "korea summit" K-pop`, "(or south korea summit (phrase K pop))"},
		{`south "korea summit" lang:ko`, "(and (or south (phrase korea summit)) (lang ko))"},
		{"nara #tariffs -climate", "(and (or nara tariffs) (not climate))"},
		{"south korea site:bbc.co.uk -north", "(and (or south korea) (site bbc.co.uk) (not north))"},
		{"south AND korea summit", "(or south and korea summit)"},
		{"south AND korea summit lang:ko", "(and (or (and south korea) summit) (lang ko))"},
		{"title:(south korea) x y", "(and (or (title south) (title korea)) (or x y))"},
		{"topic:asia a b", `(and (topic "asia" (or korea japan)) (or a b))`},
		{"korea", "korea"},
		{"WHAT KOREA AND JAPAN DO NOT SHARE", "(or WHAT KOREA and JAPAN DO not SHARE)"},
		{"what korea OR japan do NOT share", "(or what korea or japan do not share)"},
		{"one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen lang:ko -sixteen", "(or one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen lang ko sixteen)"},
	})
}
