package store_test

import (
	"testing"

	"newsarchive/internal/news"

	"github.com/google/go-cmp/cmp"

	"newsarchive/store"
)

func want[T any](t *testing.T, what string, got, want T) {
	t.Helper()
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("%s (-want +got):\n%s", what, diff)
	}
}

func TestSavingAgainChangesNothing(t *testing.T) {
	a := newArchive(t)
	doc := []news.Item{
		cluster("2026-01-14T08:00:00Z", "A|Lee heads for the summit in Nara|Reuters", "B|Leaders agree to cooperate|AP News"),
		article("1", "https://news.example/1", "One"),
		{Title: "A note without a link", Text: "note", Stories: []news.Story{{Title: "A note without a link"}}},
	}
	var mark news.Mark
	want(t, "saved", a.save(0, doc...), store.Saved{Items: 3, Stories: 4})
	want(t, "changes", a.changed(&mark), []int64{1, 2, 3, 4})
	before := a.items()
	for n := 1; n <= 10; n++ {
		want(t, "saved again", a.save(n, doc...), store.Saved{})
		want(t, "changes", a.changed(&mark), nil)
	}
	for i := range before {
		before[i].LastSeen = hour(10)
	}
	want(t, "items", a.items(), before)
}

func TestClusterThatLives(t *testing.T) {
	a := newArchive(t)
	var mark news.Mark
	const lee, ties, kpop = "A|Lee heads for Japan|Reuters", "B|Push for closer ties|Reuters", "C|K-pop after talks|The Guardian"
	a.save(0, cluster("2026-01-14T08:00:00Z", lee, ties))
	a.changed(&mark)

	a.save(1, cluster("2026-01-14T08:00:00Z", lee, ties, kpop))
	want(t, "stories to index when a story joins", a.changed(&mark), []int64{1, 2, 3})
	a.save(2, cluster("2026-01-14T08:00:00Z", lee, kpop))
	want(t, "stories to index when a story leaves", a.changed(&mark), nil)
	a.save(3, cluster("2026-01-14T08:00:00Z", lee, kpop, ties))
	a.changed(&mark)
	a.save(4, cluster("2026-01-14T07:00:00Z", "A|Lee lands in Japan|Reuters", kpop, ties))
	want(t, "stories to index when a headline changes", a.changed(&mark), []int64{1, 2, 3})
	a.save(5, cluster("2026-01-14T10:00:00Z", "D|Drums in Nara|The Japan Times", "A|Lee lands in Japan|Reuters", kpop))
	want(t, "stories to index when the lead changes", a.changed(&mark), []int64{1, 3, 4})

	items := a.items()
	if len(items) != 2 {
		t.Fatalf("%d items, want 2", len(items))
	}
	want(t, "first item", history(items[0]), []string{
		"1 Lee lands in Japan [0,5)",
		"2 Push for closer ties [0,2)", "3 Push for closer ties [3,5)",
		"2 K-pop after talks [1,5)",
	})
	want(t, "second item", history(items[1]), []string{
		"1 Drums in Nara [5,…)", "2 Lee lands in Japan [5,…)", "3 K-pop after talks [5,…)",
	})
	want(t, "chain", [2]int64{items[1].Continues, items[1].Chain}, [2]int64{1, 1})

	revisions, err := a.Revisions(t.Context(), []int64{1})
	if err != nil {
		t.Fatal(err)
	}
	want(t, "revisions", revisions, []news.Revision{
		{Item: 1, Field: "title", Value: "Lee heads for Japan - Reuters", Replaced: hour(4)},
		{Item: 1, Field: "published", Value: "2026-01-14T08:00:00Z", Replaced: hour(4)},
		{Item: 1, Story: 1, Field: "title", Value: "Lee heads for Japan", Replaced: hour(4)},
	})
	want(t, "headlines of the lead", a.entry(1).Headlines,
		[]string{"Push for closer ties", "K-pop after talks", "Drums in Nara", "Lee heads for Japan"})
	want(t, "old headline beside another story", a.entry(4).Headlines, []string{"Lee lands in Japan", "K-pop after talks"})
}

func TestEditsOfAnOrdinaryItem(t *testing.T) {
	a := newArchive(t)
	it := article("1", "https://news.example/1", "First words")
	it.Summary = "<p>old</p>"
	a.save(0, it)
	var mark news.Mark
	a.changed(&mark)
	it.Title, it.Stories[0].Title, it.Summary, it.Text = "Second words", "Second words", "<p>new</p>", "new"
	want(t, "saved", a.save(1, it), store.Saved{Changed: 1})
	want(t, "changes", a.changed(&mark), []int64{1})
	e := a.entry(1)
	want(t, "title", e.Title, "Second words")
	want(t, "older", e.Headlines, []string{"First words"})
	want(t, "text, the earlier with it", e.Text, "new\nabout First words")
	want(t, "flags", e.Flags, []string{"undated", "lead", "has-revisions", "edited", "retold"})

	// There and back, ten times: one row a value, and the same in the end.
	for n := range 10 {
		it.Summary = []string{"<p>old</p>", "<p>new</p>"}[n%2]
		a.save(2+n, it)
	}
	revisions, err := a.Revisions(t.Context(), []int64{1})
	if err != nil || len(revisions) != 4 {
		t.Errorf("%d revisions, want title twice and both summaries: %v %v", len(revisions), revisions, err)
	}
}

func TestGUIDThatIsNoKey(t *testing.T) {
	a := newArchive(t)
	a.save(0, article("same", "https://news.example/1", "One"))
	a.save(1, article("same", "https://news.example/1", "One"), article("same", "https://news.example/2", "Two"))
	a.save(2, article("same", "https://news.example/3", "Three"))
	var titles []string
	for _, it := range a.items() {
		titles = append(titles, it.Title)
	}
	want(t, "items", titles, []string{"One", "Two", "Three"})
}

func TestThousandItemsWithOneGUID(t *testing.T) {
	a := newArchive(t)
	var items []news.Item
	for range 1000 {
		it := article("same", "https://news.example/1", "One")
		items = append(items, it)
	}
	items[999].Title, items[999].Stories[0].Title = "Another", "Another"
	want(t, "saved", a.save(0, items...), store.Saved{Items: 2, Stories: 2})
	want(t, "saved again", a.save(1, items...), store.Saved{})
}

func TestPartialDocumentEndsNoAppearance(t *testing.T) {
	a := newArchive(t)
	one, two := article("1", "https://news.example/1", "One"), article("2", "https://news.example/2", "Two")
	a.save(0, one, two)
	a.saveDocument(1, news.Document{Items: []news.Item{one}, Partial: true})
	for _, it := range a.items() {
		if !it.Stories[0].Appearances[0].Gone.IsZero() {
			t.Errorf("item %q has gone with a document that broke off", it.Title)
		}
	}
	a.save(2, one)
	want(t, "after a whole document", history(a.items()[0]), []string{"1 Two [0,2)"})
	want(t, "last seen", a.items()[0].LastSeen, hour(1))
}

func TestEntryWithoutAnythingIsAFault(t *testing.T) {
	a := newArchive(t)
	want(t, "saved", a.save(0, news.Item{}, article("1", "https://news.example/1", "One")), store.Saved{Items: 1, Stories: 1, Faults: 1})
}

// A date that goes a second time is a revision already, but the index of all
// that its item ever linked has to know when it went.
func TestDateThatGoesAgain(t *testing.T) {
	a := newArchive(t)
	var mark news.Mark
	const early, late = "2026-01-14T08:00:00Z", "2026-01-14T08:30:00Z"
	const lee, lands, ties = "A|Lee heads for Japan|Reuters", "A|Lee lands in Japan|Reuters", "B|Push for closer ties|AP News"
	a.save(0, cluster(early, lee, ties))
	a.save(1, cluster(late, lands, ties))
	a.save(2, cluster(early, lee))
	a.changed(&mark)
	a.save(3, cluster(late, lands))
	want(t, "stories to index", a.changed(&mark), []int64{1, 2})
	want(t, "when it changed", a.entry(2).Changed, hour(3))
}

// A feed's language is that of its stories that have none of their own.
func TestLanguageOfAFeed(t *testing.T) {
	a := newArchive(t)
	var mark news.Mark
	own := article("2", "https://news.example/2", "Two")
	own.Language = "sv"
	items := []news.Item{own, article("1", "https://news.example/1", "One")}
	a.save(0, items...)
	a.changed(&mark)
	for n, language := range []string{"en", "ko"} {
		a.saveDocument(n+1, news.Document{Feed: news.Feed{Language: language}, Items: items})
		want(t, "stories to index when the feed tells its language", a.changed(&mark), []int64{1})
		want(t, "languages", []string{a.entry(1).Language, a.entry(2).Language}, []string{language, "sv"})
		a.saveDocument(n+1, news.Document{Feed: news.Feed{Language: language}, Items: items})
		want(t, "when it tells it again", a.changed(&mark), nil)
	}
}
