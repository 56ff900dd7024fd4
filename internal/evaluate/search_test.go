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
	f, err := evaluate.Search(t.Context(), filepath.Join("..", "..", "testdata", "trec"), archive.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("%+v", f)
	if f.Ours.MAP < f.FTS5.MAP {
		t.Errorf("the archive finds worse than FTS5: MAP %.4f, %.4f", f.Ours.MAP, f.FTS5.MAP)
	}
}

// TestSearchFaults promises an error for a folder that is no collection.
func TestSearchFaults(t *testing.T) {
	folder := t.TempDir()
	write(t, filepath.Join(folder, "docs.trec"), "<DOC><DOCNO>1</DOCNO><TEXT>x</TEXT></DOC>")
	if _, err := evaluate.Search(t.Context(), folder, archive.Options{}); err == nil {
		t.Error("a collection without questions is measured")
	}
}
