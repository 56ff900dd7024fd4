package store_test

import (
	"database/sql"
	"fmt"
	"strings"
	"testing"
	"time"

	"newsarchive/internal/news"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"newsarchive/store"
)

// forgetServed has every entry of the next document saved, changed or not.
func (a *lived) forgetServed() {
	a.Helper()
	db, err := sql.Open("sqlite", a.path)
	if err != nil {
		a.Fatal(err)
	}
	defer db.Close() //nolint:errcheck // the statement's error says it
	if _, err := db.Exec(`UPDATE items SET served_all = NULL`); err != nil {
		a.Fatal(err)
	}
}

// TestUnchangedEntries promises that leaving out what a feed serves as before gives
// the archive that saving all of it gives, whatever happens between.
func TestUnchangedEntries(t *testing.T) {
	check(t, func(r *rapid.T) {
		quick, whole := newLived(t, r, t.TempDir()), newLived(t, r, t.TempDir())
		both := []*lived{quick, whole}
		feeds := []news.Feed{quick.feed, {URL: "https://other.example/rss"}}
		for _, a := range both {
			defer a.Close() //nolint:errcheck // nothing is waiting
			other, _, err := a.Follow(r.Context(), feeds[1], 0)
			if err != nil {
				r.Fatal(err)
			}
			feeds[1] = other
		}
		w := world{T: r, wild: rapid.Bool().Draw(r, "wild")}
		docs := [2][]news.Item{}
		now := start()
		for range rapid.IntRange(2, 9).Draw(r, "steps") {
			now = now.Add(time.Hour)
			at := rapid.IntRange(0, 1).Draw(r, "feed")
			items := w.next(docs[at])
			step := w.one("step", "save", "save", "save", "save", "import", "prune", "again")
			var before []int64
			if step == "prune" || step == "again" {
				before, _ = quick.ItemIDs(r.Context(), store.ItemFilter{}) //nolint:errcheck // none, then
				before = before[:min(len(before), 1)]
			}
			for _, a := range both {
				a.now, a.feed = now, feeds[at]
				if a == whole {
					a.forgetServed()
				}
				a.befall(step, items, before)
			}
			if step == "save" {
				docs[at] = items
			}
			if x, y := quick.rows(), whole.rows(); x != y {
				r.Fatalf("%s: (-all saved +unchanged left out)\n%s", step, cmp.Diff(strings.Split(y, "\n"), strings.Split(x, "\n")))
			}
		}
		if diff := cmp.Diff(whole.all(), quick.all()); diff != "" {
			r.Fatalf("exports (-all saved +unchanged left out)\n%s", diff)
		}
	})
}

// next draws a document: a new one, or what is left of one, in another order and
// with some entries of others.
func (w world) next(doc []news.Item) []news.Item {
	var fresh []news.Item
	if w.one("entries", "clear", "confusable") == "clear" {
		fresh = w.document()
	} else {
		for i := range rapid.IntRange(0, 3).Draw(w.T, "confusable") {
			fresh = append(fresh, w.confusable(i))
		}
	}
	kept := rapid.Permutation(doc).Draw(w.T, "order")
	kept = kept[:rapid.IntRange(0, len(kept)).Draw(w.T, "kept")]
	return append(fresh[:min(len(fresh), rapid.IntRange(0, 3).Draw(w.T, "fresh"))], kept...)
}

// befall does one step to an archive.
func (a *lived) befall(step string, items []news.Item, ids []int64) {
	a.Helper()
	var err error
	switch step {
	case "save":
		_, err = a.SaveDocument(a.Context(), store.Fetch{FeedID: a.feed.ID, URL: a.feed.URL, At: a.now, Outcome: store.OutcomeNew}, news.Document{Items: items})
	case "import":
		for i := range items {
			items[i].Feed.URL = a.feed.URL
		}
		_, _, err = a.Import(a.Context(), items, a.now)
	case "prune":
		_, err = a.Prune(a.Context(), ids, "test", a.now)
	case "again":
		var again []store.Reread
		for _, id := range ids {
			it := article("", "https://news.example/again", "Read again")
			it.UpdatedRaw = "2026-01-15"
			again = append(again, store.Reread{ID: id, Item: it})
		}
		_, err = a.Reread(a.Context(), again, a.now)
	}
	if err != nil {
		a.Fatal(fmt.Errorf("%s: %w", step, err))
	}
}
