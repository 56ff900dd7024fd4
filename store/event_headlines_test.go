package store_test

import (
	"fmt"
	"testing"

	"newsarchive/internal/learn"
	"newsarchive/internal/news"

	"github.com/google/go-cmp/cmp"
)

// TestEventHeadlines promises the headlines of the events of some stories, each event
// once and up to a number of its stories, without stories that are alone.
func TestEventHeadlines(t *testing.T) {
	a := newArchive(t)
	n := 0
	tell := func(headline, paper string) {
		it := article(fmt.Sprint(n), fmt.Sprintf("https://%s.example/%d", paper, n), headline)
		it.Stories[0].Publisher, it.Stories[0].Language = paper, "en"
		it.Published = news.Instant(hour(n))
		a.save(n, it)
		n++
	}
	for _, headline := range happenings()[0] {
		tell(headline, fmt.Sprint("paper", n))
	}
	tell("Louvre museum robbed of crown jewels in daylight heist", "paper")
	follow(t, a.Store, 1000)
	of := func(stories []int64, most int) []learn.Headline {
		t.Helper()
		all, err := a.EventHeadlines(t.Context(), stories, most)
		if err != nil {
			t.Fatal(err)
		}
		return all
	}
	var want []learn.Headline
	for i, headline := range happenings()[0] {
		want = append(want, learn.Headline{Event: 1, Publisher: fmt.Sprint("paper", i), Title: headline, Language: "en"})
	}
	for _, stories := range [][]int64{{1}, {3}, {2, 3, 4}, {3, 3, 99}} {
		if d := cmp.Diff(want, of(stories, 10)); d != "" {
			t.Errorf("%v:\n%s", stories, d)
		}
	}
	if d := cmp.Diff(want[:2], of([]int64{3}, 1)); d != "" {
		t.Errorf("one beside the first:\n%s", d)
	}
	for _, stories := range [][]int64{nil, {4}, {99}} {
		if all := of(stories, 10); len(all) > 0 {
			t.Errorf("%v: %v", stories, all)
		}
	}
}
