package query

import (
	"errors"
	"fmt"
	"strings"
	"testing"
)

func TestFields(t *testing.T) {
	checkTrees(t, testOptions(t), []promise{
		{"title:korea", "(title korea)"},
		{"text:korea", "(text korea)"},
		{"publisher:bbc", "(publisher bbc)"},
		{`publisher:"BBC News"`, "(publisher (phrase BBC News))"},
		{"pub:bbc source:bbc", "(and (publisher bbc) (publisher bbc))"},
		{"TITLE:korea", "(title korea)"},
		{"site:BBC.co.uk", "(site bbc.co.uk)"},
		{"site:https://www.bbc.co.uk/news", "(site www.bbc.co.uk)"},
		{"site:*.bbc.co.uk", "(site bbc.co.uk)"},
		{"feed:3", "(feed 3)"},
		{`feed:"Top stories"`, "(feed Top stories)"},
		{"tag:asia #asia tag:#asia", "(and (tag asia) (tag asia) (tag asia))"},
		{"tag:as* #K-pop", "(and (tag (prefix as)) (tag K-pop))"},
		{"lang:KO lang:pt-BR", "(and (lang ko) (lang pt-br))"},
		{"size:3", "(size 3)"},
		{"size:>3", "(size 4 or more)"},
		{"size:>=3", "(size 3 or more)"},
		{"size:<3", "(size 0 to 2)"},
		{"size:<=3", "(size 0 to 3)"},
		{"size:2..5", "(size 2 to 5)"},
		{"size:2.. size:..5", "(and (size 2 or more) (size 0 to 5))"},
		{"publishers:>3", "(publishers 4 or more)"},
		{"is:lead is:edited is:unresolved is:undated is:dup", "(and (is lead) (is edited) (is unresolved) (is undated) (is dup))"},
		{"has:text has:image has:Revisions", "(and (has text) (has image) (has revisions))"},
		{"id:12", "(id 12)"},
		{"id:1,2,3", "(id 1 2 3)"},
		{"cluster:7", "(cluster 7)"},
		{"cluster:7,8", "(cluster 7 8)"},
	})
}

func TestFieldValues(t *testing.T) {
	checkTrees(t, testOptions(t), []promise{
		// a comma list is OR
		{"title:korea,japan", "(or (title korea) (title japan))"},
		{`pub:"BBC News",Reuters x`, "(and (or (publisher (phrase BBC News)) (publisher Reuters)) x)"},
		{"is:lead,edited", "(or (is lead) (is edited))"},
		{"title:korea, japan", "(and (title korea) japan)"},
		{"-site:a.com,b.com", "(not (or (site a.com) (site b.com)))"},
		// a group
		{"title:(south korea)", "(and (title south) (title korea))"},
		{"title:(a OR -b)", "(or (title a) (not (title b)))"},
		{`title:("a b" c,d)`, "(and (title (phrase a b)) (or (title c) (title d)))"},
		{"title:(a site:x.com (b c)) d", "(and (title a) (site x.com) (title b) (title c) d)"},
		{"size:(>2 <5)", "(and (size 3 or more) (size 0 to 4))"},
		{"is:(lead OR edited)", "(or (is lead) (is edited))"},
		{"title:kor* title:koria~", "(and (title (prefix kor)) (title (fuzzy 1 koria)))"},
		// no value: a word
		{"title: korea", "(and title: korea)"},
		{`date:"" x`, "(and date: x)"},
	})
}

func TestFieldFaults(t *testing.T) {
	opts := testOptions(t)
	for _, p := range []promise{
		{"x is:leed", "leed: is: takes one of lead, edited, unresolved, undated, dup, duplicate, cut, paywalled, read, unread, starred, later; did you mean lead?"},
		{"has:pictures", "pictures: has: takes one of text, image, enclosure, revisions"},
		{"size:many", `many: size: takes a number like 3, >3 or 2..5, not "many"`},
		{"size:..", `..: size: takes a number like 3, >3 or 2..5, not ".."`},
		{"size:-1", `-1: size: takes a number like 3, >3 or 2..5, not "-1"`},
		{"size:99999999999999999999", `99999999999999999999: size: takes a number like 3, >3 or 2..5, not "99999999999999999999"`},
		{"size:<0", "<0: no number is below 0"},
		{"size:5..2", "5..2: the range runs backwards: 5 is more than 2; did you mean 2..5?"},
		{"id:x", `x: id: takes a number, not "x"`},
		{"id:1,0", `0: id: takes a number, not "0"`},
		{"lang:korean", `korean: lang: takes a code like en or ko, not "korean"`},
		{"site:http:///", `http:///: site: takes a host like bbc.co.uk, not "http:///"`},
	} {
		e := parseError(t, p.text, opts)
		if got := p.text[e.Pos:e.Pos+e.Len] + ": " + e.Error(); got != p.want {
			t.Errorf("%s\n got %s\nwant %s", p.text, got, p.want)
		}
	}
}

func TestTopics(t *testing.T) {
	opts := testOptions(t)
	errUnknown := errors.New("no such topic")
	saved := map[string]string{
		"asia": "korea OR japan", "east": "topic:asia -north", "a": "topic:b", "b": "x topic:a",
		"bad": "date:nope", "odd": "foo:bar", "none": "", "my own": "x", "two": "south korea",
	}
	for i := range 20 {
		saved[fmt.Sprint("deep", i)] = fmt.Sprint("topic:deep", i+1)
		saved[fmt.Sprint("wide", i)] = strings.Repeat(fmt.Sprint("topic:wide", i+1, " "), 2)
	}
	saved["wide9"] = ""
	opts.Topic = func(name string) (string, error) {
		text, ok := saved[name]
		if !ok {
			return "", errUnknown
		}
		return text, nil
	}
	checkTrees(t, opts, []promise{
		{"topic:asia x", `(and (topic "asia" (or korea japan)) x)`},
		{"topic:asia topic:asia", `(and (topic "asia" (or korea japan)) (topic "asia" (or korea japan)))`},
		{"topic:east", `(topic "east" (and (topic "asia" (or korea japan)) (not north)))`},
		{`topic:"my own",none`, `(or (topic "my own" x) (topic "none" (all)))`},
	})
	for _, p := range []promise{
		{"topic:a", `a: topic "a": topic "b": topic "a" asks for itself: a → b → a`},
		{"x topic:bad", `bad: topic "bad": "nope" is no date`},
		{"topic:gone", `gone: topic "gone": no such topic`},
		{"topic:deep0", `deep0: topic "deep0"`},
		{"topic:wide0", `wide0: topic "wide0"`},
	} {
		e := parseError(t, p.text, opts)
		if got := p.text[e.Pos:e.Pos+e.Len] + ": " + e.Error(); !strings.HasPrefix(got, p.want) {
			t.Errorf("%s\n got %s\nwant %s", p.text, got, p.want)
		}
	}
	if e := parseError(t, "topic:gone", opts); !errors.Is(e, errUnknown) {
		t.Error("the cause is lost")
	}
	if got, want := hinted(t, "topic:odd", opts), `odd: topic "odd": there is no field foo: so foo:bar is searched for as written`; got != want {
		t.Errorf("got %s", got)
	}
	if e := parseError(t, "topic:deep0", opts); !strings.HasSuffix(e.Error(), "topics and parentheses are more than 16 levels deep") {
		t.Error(e)
	}
	if e := parseError(t, "topic:wide0", opts); !strings.HasSuffix(e.Error(), "the query has more than 64 words and values") {
		t.Error(e)
	}
	anyWord := opts
	anyWord.Any = true // asks this question so, not the saved one
	checkTrees(t, anyWord, []promise{
		{"a b topic:east", `(and (or a b) (topic "east" (and (topic "asia" (or korea japan)) (not north))))`},
		{"topic:two", `(topic "two" (and south korea))`},
	})
	opts.Topic = nil
	if got := parseError(t, "topic:asia", opts).Error(); got != "there are no topics here" {
		t.Error(got)
	}
}
