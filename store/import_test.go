package store_test

import (
	"testing"

	"newsarchive/internal/news"

	"newsarchive/store"
)

// copyOf is a copied item of one story with these appearances.
func copyOf(a *archive, appearances ...news.Appearance) news.Item {
	it := cluster("2026-01-14T08:00:00Z", "A|Lee heads for Japan|Reuters")
	it.Feed, it.Fetched, it.FirstSeen, it.Stories[0].Appearances = a.feed, true, hour(0), appearances
	return it
}

func (a *archive) importItem(n int, it news.Item) store.Saved {
	a.t.Helper()
	saved, faults, err := a.Import(a.t.Context(), []news.Item{it}, hour(n))
	if err != nil || len(faults) > 0 {
		a.t.Fatal(faults, err)
	}
	return saved
}

// A later copy of the same item tells how its appearances went on; where a fetch
// has seen the feed since, that stands.
func TestLaterCopies(t *testing.T) {
	a := newArchive(t)
	a.importItem(9, copyOf(a, news.Appearance{Position: 1, FirstSeen: hour(0)}))
	want(t, "the first copy", history(a.items()[0]), []string{"1 Lee heads for Japan [0,…)"})
	later := copyOf(a, news.Appearance{Position: 2, FirstSeen: hour(0), Gone: hour(2)}, news.Appearance{Position: 1, FirstSeen: hour(3)})
	want(t, "saved", a.importItem(9, later), store.Saved{Changed: 1})
	want(t, "the later copy", history(a.items()[0]), []string{"2 Lee heads for Japan [0,2)", "1 Lee heads for Japan [3,…)"})
	want(t, "saved again", a.importItem(9, later), store.Saved{})

	a.save(10)
	want(t, "a fetch without it", history(a.items()[0]), []string{"2 Lee heads for Japan [0,2)", "1 Lee heads for Japan [3,10)"})
	a.importItem(11, copyOf(a, news.Appearance{Position: 1, FirstSeen: hour(3), Gone: hour(5)}, news.Appearance{Position: 1, FirstSeen: hour(6)}))
	want(t, "what a fetch has said stands", history(a.items()[0]), []string{"2 Lee heads for Japan [0,2)", "1 Lee heads for Japan [3,10)"})
}

// What a copy refers to may come later, in any order, and from a fetch.
func TestCopiesWaitForWhatTheyReferTo(t *testing.T) {
	a := newArchive(t)
	it := copyOf(a, news.Appearance{Position: 1, FirstSeen: hour(0)})
	it.ContinuesKey = "B"
	it.Stories[0].SameAs = &news.SameAs{Key: "gnews:B", Reason: "republished", Since: hour(0)}
	a.importItem(1, it)
	want(t, "alone", a.items()[0].Continues, int64(0))
	a.save(2, cluster("2026-01-14T08:00:00Z", "B|Lee heads for Japan|Reuters"))
	items := a.items()
	want(t, "chain", []int64{items[0].Continues, items[0].Chain, items[1].Chain}, []int64{2, 2, 2})
	root, err := a.Root(t.Context(), 1)
	if err != nil || root != 2 {
		t.Errorf("the root of the pair is %d, want the one that the copy names: %v", root, err)
	}
}

// A copy tells the language of a feed that has said none.
func TestCopyTellsTheLanguageOfAFeed(t *testing.T) {
	a := newArchive(t)
	a.save(0, article("1", "https://news.example/1", "One"))
	var mark news.Mark
	a.changed(&mark)
	it := copyOf(a, news.Appearance{Position: 1, FirstSeen: hour(0)})
	for _, language := range []string{"en", "ko"} {
		it.Feed.Language = language
		a.importItem(1, it)
		want(t, "language", a.entry(1).Language, "en")
	}
	want(t, "who must be indexed", a.changed(&mark), []int64{1, 2})
}
