package store_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"newsarchive/internal/news"

	"newsarchive/store"
)

// skipping saves a document without the entries whose headlines have the rule's
// text in them.
func (a *archive) skipping(n int, doc news.Document, rules ...string) store.Saved {
	a.t.Helper()
	saved, err := a.SaveDocument(a.t.Context(), store.Fetch{
		FeedID: a.feed.ID, URL: a.feed.URL, At: hour(n), Outcome: store.OutcomeNew,
		Skip: func(it *news.Item) (string, bool) {
			i := slices.IndexFunc(rules, func(r string) bool { return strings.Contains(it.Headline(), r) })
			if i < 0 {
				return "", false
			}
			return rules[i], true
		},
	}, doc)
	if err != nil {
		a.t.Fatal(err)
	}
	return saved
}

func (a *archive) setRules(rules ...string) {
	a.t.Helper()
	if err := a.EditFeed(a.t.Context(), a.feed.ID, store.FeedEdit{Skip: &rules}); err != nil {
		a.t.Fatal(err)
	}
}

func plainItem(guid, title string) news.Item {
	link := "https://paper.example/" + guid
	return news.Item{GUID: guid, Link: link, Title: title, Stories: []news.Story{{Link: link, Title: title}}}
}

// What a rule leaves out is not stored, and counts once as long as the document has
// it; when it has left and comes back, again.
func TestSkip(t *testing.T) {
	a := newArchive(t)
	a.setRules("Live", "Sport")
	doc := news.Document{Items: []news.Item{plainItem("1", "Live: the vote"), plainItem("2", "Sport on Sunday"), plainItem("3", "Harbour opens"), plainItem("4", "Live: the match")}}
	for n := range 3 {
		saved := a.skipping(n, doc, "Live", "Sport")
		want := store.Saved{}
		if n == 0 {
			want = store.Saved{Items: 1, Stories: 1, Skipped: 3}
		}
		if diff := cmp.Diff(want, saved); diff != "" {
			t.Errorf("fetch %d (-want +got):\n%s", n, diff)
		}
	}
	if items := a.items(); len(items) != 1 || items[0].GUID != "3" {
		t.Errorf("stored: %+v", items)
	}
	want := []news.SkipRule{
		{Rule: "Live", Items: 2, Last: hour(0), Example: "Live: the vote"},
		{Rule: "Sport", Items: 1, Last: hour(0), Example: "Sport on Sunday"},
	}
	rules, err := a.SkipRules(t.Context(), a.feed.ID)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, rules); diff != "" {
		t.Errorf("rules (-want +got):\n%s", diff)
	}
	gone := news.Document{Items: doc.Items[1:3]}
	part := gone
	part.Partial = true
	a.skipping(4, part, "Live", "Sport") // what a document lacks that broke off is not known
	if saved := a.skipping(5, doc, "Live", "Sport"); saved.Skipped != 0 {
		t.Errorf("after a part: %+v", saved)
	}
	a.skipping(6, gone, "Live", "Sport")
	if saved := a.skipping(7, doc, "Live", "Sport"); saved.Skipped != 2 {
		t.Errorf("after they were gone: %+v", saved)
	}
}

// An item that was stored before there was a rule stays present and is changed as
// before; it is gone when the document no longer has it. One that was left out is
// stored when its headline no longer matches, or the rule is removed.
func TestSkipLater(t *testing.T) {
	a := newArchive(t)
	old, left := plainItem("old", "Live: the vote"), plainItem("left", "Live: the match")
	a.save(0, old)
	a.setRules("Live")
	a.skipping(1, news.Document{Items: []news.Item{old, left}}, "Live")
	old.Title, old.Stories[0].Title = "Live: the vote goes on", "Live: the vote goes on"
	saved := a.skipping(2, news.Document{Items: []news.Item{old, left}}, "Live")
	if saved.Changed != 1 || saved.Items != 0 || saved.Skipped != 0 {
		t.Errorf("%+v", saved)
	}
	items := a.items()
	if len(items) != 1 || items[0].Headline() != "Live: the vote goes on" || !items[0].Stories[0].Appearances[0].Gone.IsZero() {
		t.Errorf("an item that was stored: %+v", items)
	}
	left.Title, left.Stories[0].Title = "The match", "The match"
	if saved := a.skipping(3, news.Document{Items: []news.Item{left}}, "Live"); saved.Items != 1 {
		t.Errorf("with another headline: %+v", saved)
	}
	items = a.items()
	if len(items) != 2 || !items[0].Stories[0].Appearances[0].Gone.Equal(hour(3)) {
		t.Errorf("an item that is gone: %+v", items)
	}
}

// Removing a rule has the document read again; adding one does not.
func TestSetSkipRules(t *testing.T) {
	a := newArchive(t)
	_, err := a.RecordFetch(t.Context(), store.Fetch{
		FeedID: a.feed.ID, URL: a.feed.URL, At: hour(1), Due: hour(2), Outcome: store.OutcomeUnchanged, ETag: "x", BodyHash: "y",
	})
	if err != nil {
		t.Fatal(err)
	}
	a.setRules("one", "two", "one")
	f, err := a.Feed(t.Context(), fmt.Sprint(a.feed.ID))
	if err != nil || f.State.ETag != "x" || len(f.State.Skip) != 2 {
		t.Errorf("after adding: %+v, %v", f.State, err)
	}
	a.setRules("two", "three")
	f, err = a.Feed(t.Context(), fmt.Sprint(a.feed.ID))
	if err != nil || f.State.ETag != "" || f.State.BodyHash != "" || !f.State.Due.IsZero() {
		t.Errorf("after removing: %+v, %v", f.State, err)
	}
	if diff := cmp.Diff([]news.SkipRule{{Rule: "two"}, {Rule: "three"}}, f.State.Skip); diff != "" {
		t.Errorf("rules (-want +got):\n%s", diff)
	}
	a.setRules()
	if f, err = a.Feed(t.Context(), fmt.Sprint(a.feed.ID)); err != nil || f.State.Skip != nil {
		t.Errorf("after removing all: %+v, %v", f.State.Skip, err)
	}
	many := make([]string, store.MaxSkipRules+1)
	for i := range many {
		many[i] = fmt.Sprint(i)
	}
	if err := a.EditFeed(t.Context(), a.feed.ID, store.FeedEdit{Skip: &many}); err == nil || !strings.Contains(err.Error(), "may have 50 rules") {
		t.Errorf("too many rules: %v", err)
	}
}
