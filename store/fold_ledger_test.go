package store_test

import (
	"testing"
	"time"

	"newsarchive/internal/news"

	"newsarchive/store"
)

// A fetch every four hours for a hundred days, every seventh failed, and none
// on one day: what the ledger counts stays the same, day by day.
func TestFoldLedger(t *testing.T) {
	a := newArchive(t)
	const days = 100
	for n := range days * 6 {
		if n/6 == 3 {
			continue // not reached at all
		}
		f := store.Fetch{FeedID: a.feed.ID, URL: a.feed.URL, At: start().Truncate(24 * time.Hour).Add(time.Duration(4*n) * time.Hour), Outcome: store.OutcomeUnchanged, Bytes: 2, Took: news.Seconds(time.Second)}
		if n%7 == 0 {
			f.Outcome, f.Error = store.OutcomeFailed, "timed out at hour "+f.At.Format("15")
		}
		if _, err := a.RecordFetch(t.Context(), f); err != nil {
			t.Fatal(err)
		}
	}
	const coverage = `SELECT group_concat(utc_day || outcome || fetches, ' ') FROM (SELECT * FROM coverage ORDER BY utc_day, outcome)`
	before := a.value(coverage)
	now := start().Truncate(24*time.Hour).AddDate(0, 0, days).Add(9 * time.Hour)
	folded, err := a.FoldLedger(t.Context(), now)
	if err != nil || folded != 9*6 {
		t.Errorf("%d rows folded, %v; ten days but one are %d", folded, err, 9*6)
	}
	if after := a.value(coverage); after != before {
		t.Errorf("coverage was\n%s\nand is\n%s", before, after)
	}
	for query, want := range map[string]string{
		`SELECT count(*) FROM fetches`:                                                                                     "540",
		`SELECT count(DISTINCT day) FROM fetch_days`:                                                                       "9",
		`SELECT count(*) FROM fetch_days WHERE day = '2026-01-17'`:                                                         "0",
		`SELECT first || ' ' || last FROM fetch_days WHERE day = '2026-01-15' AND outcome = 'failed'`:                      "2026-01-15T04:00:00Z 2026-01-15T04:00:00Z",
		`SELECT error FROM fetch_days WHERE day = '2026-01-15' AND outcome = 'failed'`:                                     "timed out at hour 04",
		`SELECT fetches || ' ' || took || ' ' || bytes FROM fetch_days WHERE day = '2026-01-15' AND outcome = 'unchanged'`: "5 5000 10",
	} {
		if got := a.value(query); got != want {
			t.Errorf("%s: %s, want %s", query, got, want)
		}
	}
	if again, err := a.FoldLedger(t.Context(), now); err != nil || again != 0 {
		t.Errorf("again: %d rows folded, %v", again, err)
	}
}
