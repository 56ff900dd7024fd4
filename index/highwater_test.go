package index

import (
	"errors"
	"os"
	"path/filepath"
	"testing"

	"newsarchive/internal/news"

	"newsarchive/index/internal/document"

	bindex "github.com/blevesearch/bleve_index_api"
)

// An index whose newest segment cannot be read is damaged, also where bleve
// still has an earlier state to open: it would answer as of that.
func TestEarlierStateIsDamage(t *testing.T) {
	docs := stored()
	x := build(t, docs[:4])
	gen, err := x.current()
	if err != nil {
		t.Fatal(err)
	}
	write := func(upserts []news.Entry, mark news.Mark) {
		t.Helper()
		h, err := openGeneration(gen, map[string]any{"numSnapshotsToKeep": 5})
		if err != nil {
			t.Fatal(err)
		}
		b, builder := bindex.NewBatch(), document.NewBuilder()
		for i := range upserts {
			b.Update(builder.Document(&upserts[i]))
		}
		setMark(b, mark)
		if err := errors.Join(h.index.Batch(b), writeHighWater(gen, mark), h.close()); err != nil {
			t.Fatal(err)
		}
	}
	segments := func() map[string]bool {
		t.Helper()
		paths, err := filepath.Glob(filepath.Join(gen, "bleve", "store", "*.zap"))
		if err != nil {
			t.Fatal(err)
		}
		known := map[string]bool{}
		for _, p := range paths {
			known[p] = true
		}
		return known
	}
	write(docs[4:5], news.Mark{Seq: 5, Nonce: 5})
	before := segments()
	write(docs[5:], news.Mark{Seq: 6, Nonce: 6})
	if m, err := x.Mark(t.Context()); err != nil || m.Seq != 6 {
		t.Fatalf("mark %+v, %v", m, err)
	}
	cut := 0
	for path := range segments() {
		if !before[path] {
			cut++
			if err := os.Truncate(path, 100); err != nil {
				t.Fatal(err)
			}
		}
	}
	if cut == 0 {
		t.Fatal("no new segment to cut")
	}
	if _, err := x.Search(t.Context(), Request{Query: parse(t, "korea"), Size: 10}); !errors.Is(err, ErrDamaged) {
		t.Errorf("a search: %v", err)
	}
	if err := x.Apply(t.Context(), Batch{From: news.Mark{Seq: 6, Nonce: 6}, To: news.Mark{Seq: 7, Nonce: 7}, Upserts: docs[:1]}); !errors.Is(err, ErrDamaged) {
		t.Errorf("a batch: %v", err)
	}
	// A torn claim is none.
	if err := os.WriteFile(filepath.Join(gen, highWaterFile), []byte("9"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := checkHighWater(gen, news.Mark{Seq: 1}); err != nil {
		t.Error(err)
	}
}
