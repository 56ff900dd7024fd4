package evaluate_test

import (
	"path/filepath"
	"strings"
	"testing"

	"newsarchive/internal/evaluate"
)

// TestFindEvents promises that on a small set of our own no two happenings are
// joined, and that more of each is found than by a single pass.
func TestFindEvents(t *testing.T) {
	stories, err := evaluate.ReadLabelled(filepath.Join("..", "..", "testdata", "events", "papers.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	e := evaluate.FindEvents("papers", stories)
	t.Logf("%+v", e)
	if e.Ours.Precision < 1 || e.Ours.Recall < 0.9 || e.Ours.F1 <= e.Baseline.F1 {
		t.Errorf("%+v", e)
	}
	languages := evaluate.FindEventsByLanguage("papers", stories)
	if len(languages) != 3 || languages[0].Language != "en" || languages[0].Stories != 14 {
		t.Errorf("by language: %+v", languages)
	}
}

// TestReadLabelledFaults promises an error that names the line.
func TestReadLabelledFaults(t *testing.T) {
	path := filepath.Join(t.TempDir(), "bad.jsonl")
	write(t, path, `{"id":"1","date":"2026-01-14","title":"x"}`+"\n"+`{"id":"2","date":"some day"}`)
	if _, err := evaluate.ReadLabelled(path); err == nil || !strings.Contains(err.Error(), "line 2") {
		t.Errorf("%v", err)
	}
	if _, err := evaluate.ReadLabelled(path + ".gz"); err == nil {
		t.Error("a file that is not there is read")
	}
}
