package store_test

import (
	"encoding/json"
	"path/filepath"
	"strconv"
	"testing"
	"time"

	"newsarchive/internal/news"

	"pgregory.net/rapid"
)

// TestFollowed promises that an index which follows the changes holds what one
// would that is made anew, whatever happens: documents, imports, another
// archive's copies in any order, tags that come and go, items that are pruned,
// feeds that say which language is theirs.
func TestFollowed(t *testing.T) {
	check(t, func(r *rapid.T) {
		var copies []string
		if rapid.Bool().Draw(r, "copied") {
			other := past(t, r, t.TempDir())
			copies = rapid.Permutation(other.lines()).Draw(r, "copies")
			if err := other.Close(); err != nil {
				r.Fatal(err)
			}
		}
		a := newLived(t, r, t.TempDir())
		defer a.Close() //nolint:errcheck // nothing is waiting
		w := world{T: r, wild: rapid.Bool().Draw(r, "wild")}
		feeds := []news.Feed{a.feed, {URL: "https://other.example/rss", Name: "other"}}
		var err error
		if feeds[1], _, err = a.Follow(t.Context(), feeds[1], 0); err != nil {
			r.Fatal(err)
		}
		for range rapid.IntRange(1, 8).Draw(r, "events") {
			a.now = a.now.Add(time.Duration(rapid.SampledFrom([]int{60, 60, 60, 0, -90}).Draw(r, "minutes")) * time.Minute)
			a.feed = feeds[rapid.IntRange(0, 1).Draw(r, "feed")]
			a.language = w.one("feed language", "", "", "en", "ko")
			switch event := w.one("event", "save", "save", "save", "save", "import", "tag", "untag", "partial", "copy", "prune", "pages", "pages", "pages"); event {
			case "copy":
				n := rapid.IntRange(0, len(copies)).Draw(r, "part")
				a.copyOf(copies[:n])
				copies = copies[n:]
			case "untag":
				_, err = a.Tag(t.Context(), []int64{1, 2, 5}, nil, []string{w.one("tag", "read", "korea")}, a.now)
			case "prune":
				_, err = a.Prune(t.Context(), []int64{rapid.Int64Range(1, 20).Draw(r, "item"), rapid.Int64Range(1, 5).Draw(r, "item")}, "drawn", a.now)
			default:
				a.happen(w, event)
			}
			if err != nil {
				r.Fatal(err)
			}
			a.follow()
		}
	})
}

// copyOf imports what another archive's export said; not all of it may agree
// with what is there.
func (a *lived) copyOf(lines []string) {
	a.Helper()
	items := make([]news.Item, len(lines))
	for i, line := range lines {
		if err := json.Unmarshal([]byte(line), &items[i]); err != nil {
			a.Fatal(err)
		}
	}
	if _, _, err := a.Import(a.Context(), items, a.now); err != nil {
		a.Fatal(err)
	}
}

// Up to 2,000 changes, each story counts once; beyond, each change does.
func TestNotIndexedIsBounded(t *testing.T) {
	t.Parallel()
	s := newStore(t, filepath.Join(t.TempDir(), "archive.db"))
	var items []news.Item
	for i := range 2500 {
		items = append(items, news.Item{GUID: strconv.Itoa(i), Title: "Title " + strconv.Itoa(i), Stories: []news.Story{{Title: "Title " + strconv.Itoa(i)}}})
	}
	for len(items) > 0 {
		some := items[:500]
		items = items[500:]
		if _, faults, err := s.Import(t.Context(), some, time.Now()); err != nil || len(faults) > 0 {
			t.Fatal(faults, err)
		}
		n, err := s.NotIndexed(t.Context(), news.Mark{})
		if want := 2500 - len(items); err != nil || n != want {
			t.Errorf("%d are not indexed, want %d: %v", n, want, err)
		}
	}
	if _, err := s.Tag(t.Context(), []int64{1, 2, 3}, []string{"mine"}, nil, time.Now()); err != nil {
		t.Fatal(err)
	}
	if n, err := s.NotIndexed(t.Context(), news.Mark{}); err != nil || n != 2503 {
		t.Errorf("%d are not indexed: %v", n, err)
	}
}
