package archive_test

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"newsarchive/internal/news"

	"newsarchive/internal/archive"
	"newsarchive/internal/corpus"
)

// million returns an archive of every observation as a story of its own, some
// million of them. It is made once and kept in $ARCHIVE_MILLION, where that
// is set.
func million(b *testing.B) *archive.Archive {
	b.Helper()
	return filled(b, os.Getenv("ARCHIVE_MILLION"), func() []corpus.Headline { return corpus.Observations(b, 0) })
}

// filled returns the archive in a folder, with each headline as a story of its
// own; without a folder, in one that goes with the test.
func filled(b *testing.B, dir string, rows func() []corpus.Headline) *archive.Archive {
	b.Helper()
	if dir == "" {
		dir = filepath.Join(b.TempDir(), "archive")
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
		if _, err := a.CatchUp(b.Context(), nil); err != nil {
			b.Fatal(err)
		}
		return a
	}
	began := time.Now()
	items := make([]news.Item, 0, 1000)
	save := func() {
		if _, faults, err := a.Store().Import(b.Context(), items, time.Now()); err != nil || len(faults) > 0 {
			b.Fatal(faults, err)
		}
		items = items[:0]
	}
	headlines := rows()
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
	took := time.Since(began)
	if stats, err = a.Stats(b.Context()); err != nil {
		b.Fatal(err)
	}
	b.Logf("indexed in %v, %.0f stories/s; %d bytes each", took.Round(time.Second),
		float64(len(headlines))/took.Seconds(), stats.IndexBytes/int64(len(headlines)))
	return a
}

func BenchmarkMillion(b *testing.B) { million(b) }
