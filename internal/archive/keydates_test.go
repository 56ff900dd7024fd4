package archive_test

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"newsarchive/internal/archive"
	"newsarchive/internal/chronology"
	"newsarchive/internal/corpus"
)

// TestKeyDatesOfRealHeadlines promises that the key dates of a topic that was
// in the news for a year are those that its readers remember.
func TestKeyDatesOfRealHeadlines(t *testing.T) {
	t.Setenv("TZ", "Europe/Stockholm")
	a := newArchive(t)
	var lines bytes.Buffer
	e := json.NewEncoder(&lines)
	for i, h := range corpus.Headlines(t, 0) {
		if !strings.Contains(strings.ToLower(h.Title), "takaichi") {
			continue
		}
		if err := e.Encode(h.Item(i)); err != nil {
			t.Fatal(err)
		}
	}
	if got, err := a.Import(t.Context(), []string{"-"}, archive.ImportOptions{Format: archive.FormatNDJSON, Stdin: &lines}); err != nil || len(got.Faults) > 0 {
		t.Fatal(got.Faults, err)
	}
	key, err := a.KeyDates(t.Context(), archive.Question{Text: "takaichi"}, 10, nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ days, headline, what string }{
		{"2025-10-04", "leader", "chosen to lead her party"},
		{"2025-10-20 2025-10-21", "prime minister", "made prime minister"},
		{"2026-01-13 2026-01-19 2026-01-23", "election", "calls a snap election"},
		{"2026-02-08 2026-02-09", "election", "wins it"},
	} {
		i := slices.IndexFunc(key.Dates, func(d chronology.KeyDate) bool { return strings.Contains(c.days, d.Date) })
		if i < 0 {
			t.Errorf("%s (%s) is not among %v", c.days, c.what, key.Dates)
			continue
		}
		if h := key.Dates[i].Headlines; len(h) == 0 || !strings.Contains(strings.ToLower(h[0].Title), c.headline) {
			t.Errorf("%s (%s): %v", c.days, c.what, h)
		}
	}
	line, err := a.Timeline(t.Context(), archive.TimelineOptions{Question: archive.Question{Text: "takaichi"}})
	if err != nil || line.By != "week" {
		t.Fatalf("by %q, %v", line.By, err)
	}
	said := map[string]string{}
	for _, p := range line.Series[0].Points {
		said[p.Period] = p.Headline
	}
	if !strings.Contains(said["2025-W40"], "new leader") || !strings.Contains(said["2026-W04"], "snap election") {
		t.Errorf("October begins with %q, the week of the dissolution has %q", said["2025-W40"], said["2026-W04"])
	}
}
