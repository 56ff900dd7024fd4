package archive_test

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"newsarchive/internal/archive"
	"newsarchive/internal/corpus"
	"newsarchive/store"
)

// million returns an archive of every observation as a story of its own, some
// million of them. It is made once and kept in $ARCHIVE_MILLION, where that
// is set.
func million(b *testing.B) *archive.Archive {
	b.Helper()
	dir := os.Getenv("ARCHIVE_MILLION")
	if dir == "" {
		dir = filepath.Join(b.TempDir(), "million")
	}
	a, err := archive.Create(b.Context(), dir, archive.Options{})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() {
		if err := a.Close(); err != nil {
			b.Error(err)
		}
	})
	stats, err := a.Stats(b.Context())
	if err != nil {
		b.Fatal(err)
	}
	if stats.Stories > 0 {
		return a
	}
	began := time.Now()
	items := make([]store.Item, 0, 1000)
	save := func() {
		if _, faults, err := a.Store.Import(b.Context(), items, time.Now()); err != nil || len(faults) > 0 {
			b.Fatal(faults, err)
		}
		items = items[:0]
	}
	headlines := corpus.Observations(b, 0)
	for i, h := range headlines {
		if items = append(items, h.Item(i)); len(items) == cap(items) {
			save()
		}
	}
	save()
	b.Logf("%d stories saved in %v", len(headlines), time.Since(began).Round(time.Second))
	began = time.Now()
	if err := a.Reindex(b.Context(), nil); err != nil {
		b.Fatal(err)
	}
	b.Logf("indexed in %v", time.Since(began).Round(time.Second))
	return a
}

func BenchmarkMillion(b *testing.B) { million(b) }
