package evaluate_test

import (
	"path/filepath"
	"testing"

	"newsarchive/internal/archive"
	"newsarchive/internal/evaluate"
)

// TestSearch promises that on a small collection of our own the archive's mean
// average precision is at least as good as FTS5's.
func TestSearch(t *testing.T) {
	t.Setenv("TMPDIR", t.TempDir())
	f, err := evaluate.Search(t.Context(), filepath.Join("..", "..", "testdata", "trec"), true, archive.Options{})
	if err != nil {
		t.Fatal(err)
	}
	s := evaluate.Summarise(f.Topics)
	t.Logf("%+v", s)
	if s.Ratio < 1 {
		t.Errorf("the archive finds worse than FTS5: MAP %.4f, %.4f", s.Ours.MAP, s.FTS5.MAP)
	}
	for _, part := range archive.RankingParts() {
		if s.Ratios[part] == 0 {
			t.Errorf("nothing is found without %s", part)
		}
	}
}

// TestSearchFaults promises an error for a folder that is no collection.
func TestSearchFaults(t *testing.T) {
	folder := t.TempDir()
	write(t, filepath.Join(folder, "docs.trec"), "<DOC><DOCNO>1</DOCNO><TEXT>x</TEXT></DOC>")
	if _, err := evaluate.Search(t.Context(), folder, false, archive.Options{}); err == nil {
		t.Error("a collection without questions is measured")
	}
}
