package store_test

import (
	"database/sql"
	"strconv"
	"testing"
	"time"

	"newsarchive/internal/news"

	"newsarchive/store"
)

// TestCoverage promises that a day counts as covered if a successful fetch was
// made on it, or as soon after as the feed is usually fetched. Failures cover
// nothing, older days come from the older part of the ledger, and a feed that was
// never fetched is left out.
func TestCoverage(t *testing.T) {
	a := newArchive(t)
	a.save(0, news.Item{GUID: "1", Title: "one"}) // 2026-01-14 09:00
	a.save(14, news.Item{GUID: "1", Title: "one"})
	failed := store.Fetch{FeedID: a.feed.ID, URL: a.feed.URL, At: hour(38), Outcome: store.OutcomeFailed, Error: "no route"}
	if _, err := a.RecordFetch(t.Context(), failed); err != nil {
		t.Fatal(err)
	}
	weekly, _, err := a.Follow(t.Context(), news.Feed{URL: "https://weekly.example/rss"}, 7*24*time.Hour)
	if err != nil {
		t.Fatal(err)
	}
	for _, n := range []int{0, 7 * 24} {
		good := store.Fetch{FeedID: weekly.ID, URL: weekly.URL, At: hour(n), Outcome: store.OutcomeUnchanged}
		if _, err := a.RecordFetch(t.Context(), good); err != nil {
			t.Fatal(err)
		}
	}
	aged(t, a, `INSERT INTO fetch_days VALUES (`+strconv.FormatInt(a.feed.ID, 10)+`, '2025-10-01', 'new', 40, '2025-10-01T00:10:00Z',
		'2025-10-01T23:40:00Z', 9, 9, 9, 9, ''), (`+strconv.FormatInt(a.feed.ID, 10)+`, '2025-10-02', 'failed', 1, '2025-10-02T00:10:00Z',
		'2025-10-02T23:40:00Z', 9, 9, 9, 9, 'no route')`)
	if _, _, err := a.Follow(t.Context(), news.Feed{URL: "https://new.example/rss"}, 0); err != nil {
		t.Fatal(err)
	}
	all, err := a.Coverage(t.Context(), nil, "2026-01-01", "2026-01-31")
	if err != nil || len(all) != 2 {
		t.Fatalf("%d feeds, %v", len(all), err)
	}
	for _, c := range []struct {
		feed    int
		day     string
		covered bool
	}{
		{0, "2025-09-30", false},
		{0, "2025-10-01", true},
		{0, "2025-10-02", false},
		{0, "2026-01-13", false},
		{0, "2026-01-14", true},
		{0, "2026-01-15", false},
		{1, "2026-01-13", false},
		{1, "2026-01-17", true},
		{1, "2026-01-21", true},
		{1, "2026-01-22", false},
	} {
		if got := all[c.feed].Covered(c.day); got != c.covered {
			t.Errorf("%s on %s: covered %v", all[c.feed].Feed.URL, c.day, got)
		}
	}
	if one, err := a.Coverage(t.Context(), []int64{weekly.ID}, "2026-01-17", "2026-01-17"); err != nil || len(one) != 1 || one[0].First != "2026-01-14" || !one[0].Covered("2026-01-17") {
		t.Errorf("%v, %v", one, err)
	}
}

// aged puts rows where the ledger keeps what is old.
func aged(t *testing.T, a *archive, statement string) {
	t.Helper()
	db, err := sql.Open("sqlite", a.Path())
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close() //nolint:errcheck // a test's hand
	if _, err := db.ExecContext(t.Context(), statement); err != nil {
		t.Fatal(err)
	}
}
