package index

import (
	"fmt"
	"strings"
	"testing"

	"newsarchive/internal/news"

	"newsarchive/index/internal/document"
)

// A segment that is loaded ends with the document that brings its different
// terms to segmentTerms.
func TestLoadedSegmentsAreBounded(t *testing.T) {
	t.Parallel()
	const words = segmentTerms / 4 * 11 / 10 // each has a term in two fields: two documents a segment
	var docs []news.Entry
	for id := range 4 {
		var text strings.Builder
		for i := range words {
			fmt.Fprintf(&text, "word%dx%d ", id, i)
		}
		docs = append(docs, news.Entry{ID: int64(id + 1), Text: text.String()})
	}
	h, err := createGeneration(t.TempDir()+"/gen", unmerged())
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := h.close(); err != nil {
			t.Error(err)
		}
	}()
	if err := h.loadBatch(t.Context(), document.NewBuilder(), docs); err != nil {
		t.Fatal(err)
	}
	sizes, err := h.segments()
	if err != nil || len(sizes) != 2 || sizes[0].documents != 2 || sizes[1].documents != 2 {
		t.Errorf("segments of %d documents, want two of 2: %v", sizes, err)
	}
}
