package doctor_test

import (
	"database/sql"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"newsarchive/internal/news"

	"newsarchive/internal/archive"
	"newsarchive/internal/doctor"
	"newsarchive/store"
)

// putAside writes faults as version 1 did, of the feed of story 1.
func putAside(t *testing.T, a *archive.Archive, raws ...string) {
	t.Helper()
	db, err := sql.Open("sqlite", archive.DatabasePath(a.Dir()))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close() //nolint:errcheck // a test's
	for _, raw := range raws {
		_, err := db.ExecContext(t.Context(), `INSERT INTO faults (feed_id, reason, raw, first_seen)
			SELECT feed_id, 'a second entry has the same key in one document', ?, '2026-01-14T09:00:00Z' FROM appearances WHERE story_id = 1`, raw)
		if err != nil {
			t.Fatal(err)
		}
	}
}

// faultsOf returns what is still kept as faults.
func faultsOf(t *testing.T, a *archive.Archive) (raws []string) {
	t.Helper()
	inStore(t, a, func(s *store.Store) error {
		all, err := s.Faults(t.Context(), 0, 0)
		for _, f := range all {
			raws = append(raws, f.Raw)
		}
		return err
	})
	return raws
}

// recordsOf returns what the doctor says of the records, and is left.
func recordsOf(t *testing.T, a *archive.Archive, fix bool) (says []string) {
	t.Helper()
	e, err := doctor.Examine(t.Context(), a.Dir(), doctor.ExamineOptions{Fix: fix})
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range e.Findings {
		if f.Check == "records" && !f.Repaired {
			says = append(says, string(f.Grade)+": "+f.What)
		}
	}
	return says
}

// TestDoctorPartsEntries promises that the entries which version 1 put aside
// because another had their key are items again, each found by its headline and
// its text: a story of its own, or a wording of the one with the same guid and
// an alike headline. What says nothing stays a fault, and is listed.
func TestDoctorPartsEntries(t *testing.T) {
	a := newArchive(t)
	save := func(s *store.Store) error {
		f, _, err := s.Follow(t.Context(), news.Feed{URL: "https://feed.example/rss"}, 0)
		if err != nil {
			return err
		}
		at := time.Date(2026, 1, 14, 9, 0, 0, 0, time.UTC)
		entry := func(guid, link, title, text string) news.Item {
			return news.Item{GUID: guid, Link: link, Title: title, Content: text, Text: text, Stories: []news.Story{{Link: link, Title: title, Publisher: "The Feed"}}}
		}
		_, err = s.SaveDocument(t.Context(), store.Fetch{FeedID: f.ID, URL: f.URL, At: at, Outcome: store.OutcomeNew}, news.Document{Items: []news.Item{
			entry("g1", "https://feed.example/links", "Links of the week", "A walrus."),
			entry("", "https://feed.example/poll", "The poll", "A tapir."),
		}})
		return err
	}
	inStore(t, a, save)
	putAside(t, a,
		"g1\nAn otter in the canal\n<p>It swims like a numbat.</p>",
		"g1\nLinks of the week, again\n<p>A kestrel.</p>",
		"https://feed.example/poll\nHow did you vote?\n<p>Like a quokka.</p>",
		"https://feed.example/poll\nThe poll\n<p>Like an ocelot.</p>",
		"g1\nLinks of the week\nA walrus.", // it has come again since
		"g9\n\n")
	if says := recordsOf(t, a, false); len(says) != 2 || !strings.Contains(says[0], "error: 5 entries were put aside") ||
		!strings.Contains(says[1], "note: 1 could not be parted: an entry of https://feed.example/rss, g9") {
		t.Fatalf("doctor says %q", says)
	}
	recordsOf(t, a, true)
	for text, headline := range map[string]string{
		"numbat": "An otter in the canal", "otter": "An otter in the canal", "kestrel": "Links of the week", "again": "Links of the week",
		"quokka": "How did you vote?", "ocelot": "The poll", "walrus": "Links of the week", "tapir": "The poll",
	} {
		answer := search(t, a, text)
		if answer.Total != 1 || answer.Groups[0].Stories[0].Title != headline {
			t.Errorf("%s finds %+v, want %s", text, answer.Groups, headline)
		}
	}
	if left := faultsOf(t, a); len(left) != 1 || left[0] != "g9\n\n" {
		t.Errorf("the faults that are left are %q", left)
	}
	if says := recordsOf(t, a, false); len(says) != 1 || !strings.HasPrefix(says[0], "note: ") {
		t.Errorf("afterwards doctor says %q", says)
	}
	if backups, _ := filepath.Glob(filepath.Join(a.Dir(), "before-parting-*.db")); len(backups) != 1 {
		t.Errorf("the backups are %v", backups)
	}

	// The feed serves all of them again: nothing comes twice.
	before := search(t, a, "feed:1").Total
	inStore(t, a, save)
	if after := search(t, a, "feed:1").Total; after != before {
		t.Errorf("after another fetch there are %d stories, before %d", after, before)
	}
	indexAgrees(t, a)
}
