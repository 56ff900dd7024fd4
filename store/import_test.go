package store_test

import (
	"slices"
	"testing"

	"newsarchive/internal/news"

	"github.com/google/go-cmp/cmp"

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
	want(t, "stories to index", a.changed(&mark), []int64{1, 2})
}

// The order of a story's keys, and by which of them another names it, are the
// same whatever numbers the feeds have here.
func TestKeysOfACopyAreInOneOrder(t *testing.T) {
	appearances := []news.Appearance{{Position: 1, FirstSeen: start()}}
	line := func(feed, key string, st news.Story) news.Item {
		st.Title, st.Appearances, st.FirstSeen = "Title", appearances, start()
		return news.Item{Feed: news.Feed{URL: feed}, Key: key, GUID: key, Title: "Title", FirstSeen: start(), LastSeen: start(), Stories: []news.Story{st}}
	}
	const a, z = "https://a.example/rss", "https://z.example/rss"
	lines := []news.Item{
		line(z, "1", news.Story{Keys: []string{"item:0:1", "item@https%3A%2F%2Fa.example%2Frss:0:9"}}),
		line(z, "2", news.Story{Keys: []string{"item:0:2"}, SameAs: &news.SameAs{Key: "item:0:1", Reason: "told", Since: start()}}),
		line(a, "3", news.Story{Keys: []string{"item:0:3"}}),
	}
	for _, order := range [][]int{{0, 1, 2}, {2, 1, 0}} {
		to := newArchive(t)
		for _, i := range order {
			it := lines[i]
			it.Stories = slices.Clone(it.Stories)
			if _, faults, err := to.Import(t.Context(), []news.Item{it}, start()); err != nil || len(faults) > 0 {
				t.Fatal(faults, err)
			}
		}
		var keys [][]string
		var same string
		for it, err := range to.Export(t.Context(), store.ItemFilter{}) {
			if err != nil {
				t.Fatal(err)
			}
			keys = append(keys, it.Stories[0].Keys)
			if it.Stories[0].SameAs != nil {
				same = it.Stories[0].SameAs.Key
			}
		}
		if diff := cmp.Diff([][]string{lines[0].Stories[0].Keys, {"item:0:2"}, {"item:0:3"}}, keys); diff != "" || same != "item:0:1" {
			t.Errorf("%v: same as %s; keys (-want +got):\n%s", order, same, diff)
		}
	}
}
