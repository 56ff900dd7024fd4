package store_test

import (
	"database/sql"
	"slices"
	"testing"

	"newsarchive/internal/news"

	"github.com/google/go-cmp/cmp"

	"newsarchive/store"
)

// value returns what a query gives, from a look at the file beside the store.
func (a *archive) value(query string) (text string) {
	a.t.Helper()
	db, err := sql.Open("sqlite", a.Path())
	if err == nil {
		defer db.Close() //nolint:errcheck // a test's look
		err = db.QueryRow(query).Scan(&text)
	}
	if err != nil {
		a.t.Fatal(query, err)
	}
	return text
}

// prune prunes what a filter chooses, and checks that it goes as it was told,
// and that no row refers to one that went.
func (a *archive) prune(f store.PruneFilter) store.Prunable {
	a.t.Helper()
	p, err := a.Prunable(a.t.Context(), f)
	if err != nil {
		a.t.Fatal(err)
	}
	done, err := a.Prune(a.t.Context(), p.IDs, "test", hour(100))
	if err != nil {
		a.t.Fatal(err)
	}
	if done.Items != p.Items || done.Stories != p.Stories {
		a.t.Errorf("%d items and %d stories went; %d and %d were to go", done.Items, done.Stories, p.Items, p.Stories)
	}
	if n := a.value(`SELECT count(*) FROM pragma_foreign_key_check`); n != "0" {
		a.t.Errorf("%s rows refer to what is gone", n)
	}
	return p
}

func TestPruneTakesOnlyWhatNobodyElseLinks(t *testing.T) {
	a := newArchive(t)
	a.save(0, cluster("2026-01-14T08:00:00Z", "t1|One harbour opens|Reuters", "t2|Two harbours|BBC"))
	a.save(1, cluster("2026-01-14T09:00:00Z", "t3|A third|AP", "t1|One harbour opens|Reuters"),
		cluster("2026-01-14T08:00:00Z", "t1|One harbour opens|Reuters", "t2|Two harbours|BBC"))
	one, two, three := a.storyOf("t1"), a.storyOf("t2"), a.storyOf("t3")
	var mark news.Mark
	a.changed(&mark)

	p := a.prune(store.PruneFilter{Stories: []int64{one, two}})
	if p.Items != 1 || p.Stories != 1 || p.Linked != 1 {
		t.Errorf("to go: %+v", p)
	}
	left, err := a.Stories(t.Context(), []int64{one, two, three})
	if err != nil || len(left) != 2 || left[0].ID != one || left[1].ID != three {
		t.Errorf("left are %v, %v", left, err)
	}
	if got := a.changed(&mark); !slices.Equal(got, []int64{one, two, three}) {
		t.Errorf("changes for %v, want the story that went, the one that stood beside it, and the one whose chain begins later now", got)
	}
	if len(a.entry(one).Headlines) != 1 || a.entry(one).Headlines[0] != "A third" {
		t.Errorf("story %d is still found by %v", one, a.entry(one).Headlines)
	}
	if its := a.items(); len(its) != 1 || its[0].Chain != its[0].ID || its[0].Continues != 0 {
		t.Errorf("what continued a pruned item: %+v", its)
	}
}

// Whatever way an item comes back, by guid, by link, as a post without guid
// or with a guid it did not have, it stays out; its neighbours do not.
func TestPrunedItemsStayOut(t *testing.T) {
	link := "https://news.example/1"
	forms := map[string]news.Item{
		"guid":   article("g1", link, "One"),
		"link":   article("", link, "One"),
		"edited": article("g1", link+"?moved", "One again"),
	}
	for first, was := range forms {
		a := newArchive(t)
		third := link // the same, under another guid
		if was.GUID == "" {
			third = "https://news.example/3" // known by its link, whose else could it be
		}
		a.save(0, was, article("g2", "https://news.example/2", "Two"))
		p, err := a.Prunable(t.Context(), store.PruneFilter{})
		if err != nil {
			t.Fatal(err)
		}
		i := slices.IndexFunc(a.items(), func(it news.Item) bool { return it.Title == was.Title })
		if _, err := a.Prune(t.Context(), []int64{a.items()[i].ID}, "test", hour(1)); err != nil || p.Items != 2 {
			t.Fatal(p.Items, err)
		}
		for next, is := range forms {
			if first != next && (first == "edited" || next == "edited") && (first == "link" || next == "link") {
				continue // neither guid nor link is the same: another item
			}
			saved := a.save(2, is, article("g2", "https://news.example/2", "Two"), article("g3", third, "Three"))
			is.Feed.URL = a.feed.URL
			imported, _, err := a.Import(t.Context(), []news.Item{is}, hour(3))
			if err != nil || saved.Pruned != 1 || imported.Pruned != 1 || imported.Items != 0 {
				t.Errorf("pruned by %s, seen by %s: %+v, %+v, %v", first, next, saved, imported, err)
			}
			var titles []string
			for _, it := range a.items() {
				titles = append(titles, it.Title)
			}
			slices.Sort(titles)
			if d := cmp.Diff([]string{"Three", "Two"}, titles); d != "" {
				t.Errorf("pruned by %s, seen by %s: %s", first, next, d)
			}
		}
	}
}

func TestPruneByAgeAndTags(t *testing.T) {
	a := newArchive(t)
	items := []news.Item{article("g1", "https://news.example/1", "Old"), article("g2", "https://news.example/2", "Old and tagged"), article("g3", "https://news.example/3", "Carried")}
	a.save(0, items...)
	a.save(10, items[2])
	a.save(20, items[2])
	byTitle := map[string]int64{}
	for _, it := range a.items() {
		byTitle[it.Title] = it.Stories[0].ID
	}
	if _, err := a.Tag(t.Context(), []int64{byTitle["Old and tagged"]}, []string{"keep"}, nil, hour(21)); err != nil {
		t.Fatal(err)
	}
	p, err := a.Prunable(t.Context(), store.PruneFilter{SeenBefore: hour(0)})
	if err != nil || p.Items != 0 {
		t.Errorf("seen before it began: %+v, %v", p, err)
	}
	if p := a.prune(store.PruneFilter{SeenBefore: hour(20), Feeds: []int64{a.feed.ID}}); p.Items != 1 || p.Tagged != 1 || p.Stories != 1 {
		t.Errorf("by age: %+v", p)
	}
	if p := a.prune(store.PruneFilter{SeenBefore: hour(20), Feeds: []int64{99}, Tagged: true}); p.Items != 0 {
		t.Errorf("of another feed: %+v", p)
	}
	if p := a.prune(store.PruneFilter{SeenBefore: hour(20), Tagged: true}); p.Items != 1 || p.Tagged != 0 {
		t.Errorf("tagged too: %+v", p)
	}
	if its := a.items(); len(its) != 1 || its[0].Title != "Carried" {
		t.Errorf("left: %v", its)
	}
}

// A pair of same stories goes as one, and stays as one.
func TestPrunePairs(t *testing.T) {
	a := newArchive(t)
	const headline = "Leaders of two countries meet in Nara"
	a.save(0, cluster("2026-01-14T08:00:00Z", "t1|"+headline+"|Reuters"))
	a.save(1, cluster("2026-01-14T09:00:00Z", "t2|"+headline+"|Reuters", "t3|Another|BBC", "t4|And another|AP"))
	one, two := a.storyOf("t1"), a.storyOf("t2")
	if root, err := a.Root(t.Context(), two); err != nil || root != one {
		t.Fatalf("the root of %d is %d, %v", two, root, err)
	}
	items := a.items()
	if p, err := a.Prune(t.Context(), []int64{items[0].ID}, "test", hour(2)); err != nil || p.Stories != 0 {
		t.Fatalf("%+v, %v", p, err)
	}
	if e := a.entry(one); len(e.Items) != 1 || e.Items[0] != items[1].ID {
		t.Errorf("the pair stands in %v", e.Items)
	}
	if p := a.prune(store.PruneFilter{}); p.Stories != 3 {
		t.Errorf("%+v", p)
	}
	if n := a.value(`SELECT (SELECT count(*) FROM stories) + (SELECT count(*) FROM same_as) + (SELECT count(*) FROM story_keys)`); n != "0" {
		t.Errorf("%s rows are left", n)
	}
}
