package archive_test

import (
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"newsarchive/internal/archive"
	"newsarchive/internal/corpus"
	"newsarchive/internal/effort"
	"newsarchive/internal/news"
)

// realEvents returns an archive of all real headlines, each a story of its own, with
// their events; in $ARCHIVE_EVENTS, where that is set.
func realEvents(t *testing.T) *archive.Archive {
	t.Helper()
	dir := os.Getenv("ARCHIVE_EVENTS")
	if dir == "" {
		dir = t.TempDir()
	}
	a, err := archive.Create(t.Context(), dir, archive.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = a.Close() })
	stats, err := a.Stats(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if stats.Stories == 0 {
		items := make([]news.Item, 0, 1000)
		save := func() {
			if _, faults, err := a.Store().Import(t.Context(), items, time.Now()); err != nil || len(faults) > 0 {
				t.Fatal(faults, err)
			}
			items = items[:0]
		}
		for i, h := range corpus.Headlines(t, 0) {
			if items = append(items, h.Item(i)); len(items) == cap(items) {
				save()
			}
		}
		save()
	}
	began := time.Now()
	if err := a.Store().RemakeEvents(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	t.Logf("the events of all stories in %v", time.Since(began).Round(time.Millisecond))
	return a
}

// happening is what headlines of a day, or of two, with these words tell.
type happening struct {
	day   string
	days  int
	words string
}

// TestRealEvents promises that happenings that a reader knows are told as one event by
// several publishers, and that headlines of the same words on other days, which tell
// of something else, are not of one event.
func TestRealEvents(t *testing.T) {
	effort.OnlyAll(t, "reads all real headlines")
	effort.WithoutRace(t, "one goroutine reads all real headlines")
	a := realEvents(t)
	headlines := corpus.Headlines(t, 0) // the first is story 1
	find := func(h happening) (ids []int64) {
		t.Helper()
		from, err := time.Parse(time.DateOnly, h.day)
		if err != nil {
			t.Fatal(err)
		}
		to := from.AddDate(0, 0, h.days)
		for i, row := range headlines {
			if row.Seen.Before(from) || !row.Seen.Before(to) {
				continue
			}
			title := strings.ToLower(row.Title)
			if !slices.ContainsFunc(strings.Fields(h.words), func(w string) bool { return !strings.Contains(title, w) }) {
				ids = append(ids, int64(i+1))
			}
		}
		return ids
	}
	publishers := func(ids []int64) (most int) {
		t.Helper()
		events, err := a.Store().EventsOf(t.Context(), ids)
		if err != nil {
			t.Fatal(err)
		}
		of := map[int64]map[string]bool{}
		for id, event := range events {
			if of[event] == nil {
				of[event] = map[string]bool{}
			}
			of[event][headlines[id-1].Publisher] = true
			most = max(most, len(of[event]))
		}
		return most
	}
	for _, h := range []happening{
		{"2025-08-01", 2, "labor statistics"},
		{"2025-12-19", 1, "brown"},
		{"2025-08-22", 1, "bolton"},
		{"2025-08-26", 1, "swift kelce"},
		{"2025-08-27", 1, "minneapolis shoot"},
		{"2025-09-12", 2, "tyler robinson"},
		{"2025-09-25", 2, "comey indicted"},
		{"2025-10-09", 2, "letitia james"},
		{"2025-10-10", 1, "nobel machado"},
		{"2025-10-19", 2, "louvre"},
		{"2025-10-24", 1, "social security"},
		{"2025-10-28", 1, "hurricane melissa"},
		{"2025-11-02", 1, "stabbing train"},
		{"2025-11-04", 1, "cheney"},
		{"2025-11-24", 1, "novo nordisk"},
		{"2025-12-13", 2, "brown university"},
		{"2025-12-15", 1, "reiner"},
		{"2025-12-29", 1, "train derail"},
		{"2026-03-23", 1, "laguardia"},
		{"2026-04-12", 2, "orb"},
	} {
		if ids := find(h); publishers(ids) < 3 {
			t.Errorf("%v: %d stories, an event of %d publishers at most", h, len(ids), publishers(ids))
		}
	}
	for _, h := range [][3]string{
		{"earthquake", "2025-07-30", "2026-08-15"},
		{"shooting", "2025-12-19", "2026-04-26"},
		{"fire", "2026-01-04", "2025-11-27"},
		{"crash", "2026-03-24", "2025-11-05"},
		{"elected", "2025-11-05", "2026-08-01"},
		{"indicted", "2025-08-15", "2025-09-26"},
		{"dies", "2025-12-31", "2025-08-09"},
		{"strike", "2026-03-01", "2026-03-17"},
		{"hurricane", "2025-10-28", "2025-08-16"},
		{"plane", "2026-03-23", "2025-11-05"},
		{"museum", "2025-10-19", "2025-09-17"},
		{"guilty", "2026-08-15", "2026-03-17"},
		{"flood", "2025-12-12", "2026-08-15"},
		{"explosion", "2025-12-24", "2025-08-11"},
		{"resigns", "2026-05-14", "2025-10-06"},
		{"recall", "2026-08-10", "2025-07-31"},
		{"stabbing", "2025-11-02", "2025-07-28"},
		{"tornado", "2026-03-11", "2026-04-18"},
		{"outage", "2025-10-20", "2025-12-21"},
		{"derail", "2025-12-29", "2025-07-27"},
	} {
		one, err := a.Store().EventsOf(t.Context(), find(happening{h[1], 1, h[0]}))
		if err != nil {
			t.Fatal(err)
		}
		other, err := a.Store().EventsOf(t.Context(), find(happening{h[2], 1, h[0]}))
		if err != nil {
			t.Fatal(err)
		}
		if len(one) == 0 || len(other) == 0 {
			t.Errorf("%v: %d and %d stories", h, len(one), len(other))
		}
		for story, event := range other {
			for first, was := range one {
				if event == was {
					t.Errorf("%v: stories %d and %d are of event %d", h, first, story, event)
				}
			}
		}
	}
}
