package store_test

import (
	"database/sql"
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"newsarchive/internal/effort"
	"newsarchive/internal/news"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"newsarchive/store"
)

// forgetServed has every entry of the next document saved, changed or not.
func (a *lived) forgetServed() {
	a.Helper()
	if err := execute(a.path, `UPDATE items SET served_all = NULL`); err != nil {
		a.Fatal(err)
	}
}

// execute runs statements on a database without the store.
func execute(path, statements string) error {
	db, err := sql.Open("sqlite", path)
	if err != nil {
		return err
	}
	_, err = db.Exec(statements)
	return errors.Join(err, db.Close())
}

// TestUnchangedEntries promises that leaving out what a feed serves as before gives
// the archive that saving all of it gives, whatever happens between.
func TestUnchangedEntries(t *testing.T) {
	effort.WithoutRace(t, "one goroutine saves all twice")
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

// TestUnchangedBeforeVersion9 promises that an archive of version 8 is brought up to
// date, and that the document that its feed serves again changes nothing.
func TestUnchangedBeforeVersion9(t *testing.T) {
	path := filepath.Join(t.TempDir(), "archive.db")
	s, err := store.Create(t.Context(), path, time.UTC)
	if err != nil {
		t.Fatal(err)
	}
	a := &archive{Store: s, t: t}
	if a.feed, _, err = s.Follow(t.Context(), news.Feed{URL: "https://news.example/rss"}, 0); err != nil {
		t.Fatal(err)
	}
	doc := []news.Item{article("1", "https://news.example/1", "One"), cluster("2026-01-14T08:00:00Z", "A|Lee heads for the summit|Reuters", "B|Leaders agree|AP News")}
	a.save(0, doc...)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	err = execute(path, toVersion9+`; DROP INDEX items_present; ALTER TABLE items DROP COLUMN served_all;
		CREATE INDEX items_served ON items (feed_id, served) WHERE served IS NOT NULL;
		DROP INDEX appearances_open; CREATE INDEX appearances_open ON appearances (feed_id) WHERE gone IS NULL;
		PRAGMA user_version = 8`)
	if err != nil {
		t.Fatal(err)
	}
	if a.Store, err = store.Open(t.Context(), path); err != nil {
		t.Fatal(err)
	}
	defer a.Close() //nolint:errcheck // nothing is waiting
	for n := 1; n < 4; n++ {
		want(t, "saved again", a.save(n, doc...), store.Saved{})
	}
	doc[0].Author = "Ann"
	want(t, "saved with an author", a.save(4, doc...), store.Saved{Changed: 1})
	for _, it := range a.items() {
		want(t, "last seen", it.LastSeen, hour(4))
	}
}

// TestUnchangedBesideFragments promises that an entry is saved again when fragments
// begin to count in its link: its story has lost the bare link as a key.
func TestUnchangedBesideFragments(t *testing.T) {
	a := newArchive(t)
	one := a.feed
	other, _, err := a.Follow(t.Context(), news.Feed{URL: "https://other.example/rss"}, 0)
	if err != nil {
		t.Fatal(err)
	}
	bare := article("bare", "https://news.example/2", "Lee heads for Japan")
	parts := []news.Item{article("a", "https://news.example/2#a", "Lee heads for Japan"), article("b", "https://news.example/2#b", "Rain in the north")}
	for n, save := range []struct {
		feed  news.Feed
		items []news.Item
	}{{other, parts[:1]}, {one, []news.Item{bare}}, {other, parts}, {one, []news.Item{bare}}} {
		a.feed = save.feed
		a.save(n, save.items...)
	}
	db, err := sql.Open("sqlite", a.Path())
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close() //nolint:errcheck // a test's look
	var keys string
	err = db.QueryRow(`SELECT group_concat(key, ' ' ORDER BY key) FROM story_keys WHERE story_id = 1 AND key LIKE 'https:%'`).Scan(&keys)
	if want := "https://news.example/2 https://news.example/2#a"; err != nil || keys != want {
		t.Errorf("the story has %q, %v; want %q", keys, err, want)
	}
}

// What a feed lists is read from two indexes alone, however many items it has had.
func TestWhatAFeedListsIsReadFromIndexes(t *testing.T) {
	a := newArchive(t)
	db, err := sql.Open("sqlite", a.Path())
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close() //nolint:errcheck // a test's look
	for query, index := range map[string]string{
		`SELECT id, served, coalesce(served_all, 0) FROM items WHERE feed_id = 1 AND last_seen IS NULL AND served IS NOT NULL`: "items_present",
		`SELECT y.item_id, coalesce(a.root_id, y.story_id) FROM appearances y LEFT JOIN same_as a ON a.story_id = y.story_id
			WHERE y.feed_id = 1 AND y.gone IS NULL`: "appearances_open",
	} {
		plan := planOf(t, db, query)
		if !strings.Contains(plan, "USING COVERING INDEX "+index) {
			t.Errorf("%s\nis planned as\n%s", query, plan)
		}
	}
}

// planOf returns how SQLite runs a query.
func planOf(t *testing.T, db *sql.DB, query string) (plan string) {
	t.Helper()
	rows, err := db.QueryContext(t.Context(), `EXPLAIN QUERY PLAN `+query)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close() //nolint:errcheck // rows.Err tells
	for rows.Next() {
		var n int
		var detail string
		if err := rows.Scan(&n, &n, &n, &detail); err != nil {
			t.Fatal(err)
		}
		plan += detail + "\n"
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	return plan
}
