package skip_test

import (
	"errors"
	"strings"
	"testing"

	"newsarchive/internal/news"
	"newsarchive/internal/skip"
)

func item(title string) *news.Item {
	return &news.Item{
		Link: "https://www.paper.example/sport/1", Title: title, Author: "Ada Lovelace", Language: "en", Tags: []string{"Video", "Local News"},
		Text:    "The harbours open again, says Gwen.",
		Stories: []news.Story{{Link: "https://www.paper.example/sport/1", Title: title, Publisher: "Paper Daily", Site: "paper.example"}},
	}
}

func TestMatch(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		rule, title string
		want        bool
	}{
		{`title:"live updates"`, "Live updates: the vote", true},
		{`title:"live updates"`, "LIVE-UPDATES of the vote", true},
		{`title:"live updates"`, "Live: updates follow", true},
		{`title:"live updates"`, "Updates live", false},
		{`title:"live updates"`, "Live update", false}, // a phrase has no other forms
		{`title:update`, "All the updates", true},
		{`title:+update`, "All the updates", false},
		{`title:updat*`, "All the updates", true},
		{`title:pdat*`, "All the updates", false},
		{`title:harbour`, "Vote", false},
		{`harbour`, "Vote", true}, // the text has it
		{`text:harbour`, "Vote", true},
		{`text:vote`, "Vote", false},
		{`K-pop`, "A kpop star", true},
		{`kpop`, "A K-pop star", true},
		{`title:don't`, "Don’t look", true},
		{`title:cafe`, "The Café", true},
		{`title:"U.S."`, "US vote", true},
		{`publisher:"paper daily"`, "Vote", true},
		{`publisher:weekly`, "Vote", false},
		{`author:lovelace`, "Vote", true},
		{`author:"ada love*"`, "Vote", false}, // quoted: as it is
		{`author:love*`, "Vote", true},
		{`author:"lovelace ada"`, "Vote", false},
		{`site:paper.example`, "Vote", true},
		{`site:www.paper.example`, "Vote", true},
		{`site:example`, "Vote", true},
		{`site:per.example`, "Vote", false},
		{`lang:en`, "Vote", true},
		{`lang:ko`, "Vote", false},
		{`tag:video`, "Vote", true},
		{`tag:"local news"`, "Vote", true},
		{`tag:loc*`, "Vote", true},
		{`tag:news`, "Vote", false},
		{`title:vote OR title:sport`, "Sport", true},
		{`title:vote title:sport`, "Sport", false},
		{`title:live -title:final`, "Live: the final", false},
		{`title:live -title:final`, "Live: the match", true},
		{`NOT title:(korea OR japan)`, "Vote", true},
		{`NOT title:(korea OR japan)`, "Vote in Korea", false},
		{`title:동해`, "동해에서", true},
		{`title:東京`, "東京都の選挙", true},
		{`title:京東`, "東京都の選挙", false},
		{`title:都`, "東京都", true},
	} {
		rules, err := skip.New(c.rule)
		if err != nil {
			t.Errorf("%s: %v", c.rule, err)
			continue
		}
		if got, ok := rules.Match(item(c.title)); ok != c.want || ok && got != c.rule {
			t.Errorf("%s on %q: %v", c.rule, c.title, ok)
		}
	}
}

// Of a cluster its own headline counts; the first rule that matches is named.
func TestCluster(t *testing.T) {
	t.Parallel()
	it := &news.Item{Title: "ignored", Cluster: true, Stories: []news.Story{{Title: "Vote opens", Publisher: "A"}, {Title: "Live updates", Publisher: "B"}}}
	rules, err := skip.New("publisher:B", `title:"live updates"`, "title:vote", "title:opens")
	if err != nil {
		t.Fatal(err)
	}
	if rule, ok := rules.Match(it); !ok || rule != "title:vote" {
		t.Errorf("%q %v", rule, ok)
	}
	if _, ok := rules.Match(&news.Item{}); ok {
		t.Error("an empty item matches")
	}
}

func TestParse(t *testing.T) {
	t.Parallel()
	for text, words := range map[string]string{
		"":                        "every item",
		"*":                       "every item",
		"date:2026":               "cannot be told of one new item",
		"size:3..":                "cannot be told",
		"is:lead":                 "cannot be told",
		"feed:world":              "cannot be told",
		"link:/sport/":            "cannot be told",
		"-(title:x id:7)":         "cannot be told",
		"title:updte~":            "similar words",
		"titel:x":                 "did you mean title:",
		`title:"live`:             "a rule has words",
		strings.Repeat("a ", 400): "longer than 500 bytes",
	} {
		_, err := skip.Parse(text)
		if !errors.Is(err, skip.ErrRule) || !strings.Contains(err.Error(), words) {
			t.Errorf("%q: %v", text, err)
		}
	}
	a, errA := skip.Parse(` title:"live updates"  OR sport `)
	b, errB := skip.Parse(`title:"live updates" OR sport`)
	if errA != nil || errB != nil || !a.Same(b) {
		t.Error("two spellings are two rules")
	}
}

func FuzzRules(f *testing.F) {
	for _, seed := range []string{`title:"live updates"`, "a* OR -(b c)", "author:x* tag:y", "都 K-pop u.s."} {
		f.Add(seed, "Live updates: K-pop 東京都")
	}
	f.Fuzz(func(t *testing.T, rule, title string) {
		rules, err := skip.New(rule)
		if err != nil {
			if !errors.Is(err, skip.ErrRule) {
				t.Errorf("%v is no %v", err, skip.ErrRule)
			}
			return
		}
		first, ok := rules.Match(item(title))
		if again, same := rules.Match(item(title)); again != first || same != ok {
			t.Error("it matches once and not again")
		}
	})
}
