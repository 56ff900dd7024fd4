package index

import (
	"errors"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"newsarchive/internal/corpus"
	"newsarchive/internal/news"
)

// fromCorpus returns n documents made of real headlines.
func fromCorpus(tb testing.TB, n int) []news.Entry {
	tb.Helper()
	heads := corpus.Headlines(tb, n)
	docs := make([]news.Entry, len(heads))
	for i, h := range heads {
		s := h.Item(i)
		docs[i] = news.Entry{
			ID: int64(i + 1), Title: h.Title, Publisher: h.Publisher, Site: s.Stories[0].Site,
			Language: s.Language, Feeds: []int64{int64(len(h.Section)%30 + 1)}, Items: []int64{int64(i/3 + 1)},
			Published: h.Seen, Day: h.Seen.Format(time.DateOnly), Seen: h.Seen.Add(time.Minute), SeenDay: h.Seen.Format(time.DateOnly),
			ClusterSize: i%5 + 1, Publishers: i%4 + 1, Flags: []string{"lead", "has-image"},
		}
	}
	return docs
}

// inBatches yields documents a hundred at a time.
func inBatches(docs []news.Entry) iter.Seq2[[]news.Entry, error] {
	return func(yield func([]news.Entry, error) bool) {
		for c := range slices.Chunk(docs, 100) {
			if !yield(c, nil) {
				return
			}
		}
	}
}

func BenchmarkRebuild(b *testing.B) {
	docs := fromCorpus(b, 0)
	for b.Loop() {
		x := Open(b.TempDir(), Options{})
		start := time.Now()
		if err := makeAnew(b.Context(), x, inBatches(docs), news.Mark{Seq: 1, Nonce: 2}); err != nil {
			b.Fatal(err)
		}
		took := time.Since(start)
		s, err := x.Stats(b.Context())
		if err != nil {
			b.Fatal(err)
		}
		b.ReportMetric(float64(len(docs))/took.Seconds(), "docs/s")
		b.ReportMetric(float64(s.Bytes)/float64(s.Documents), "bytes/doc")
		b.ReportMetric(float64(s.Segments), "segments")
	}
}

// TestBuildLeavesWritersAlone promises that the beginning of a build removes nothing
// that a writer needs for its next generation; what a killed one left goes when a
// generation is published.
func TestBuildLeavesWritersAlone(t *testing.T) {
	docs := stored()
	x := build(t, docs)
	writers := filepath.Join(x.dir, currentFile+".1.tmp")
	if err := os.WriteFile(writers, []byte("gen-000009\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	b, err := x.Build()
	if err != nil {
		t.Fatal(err)
	}
	b.Close()
	if _, err := os.Stat(writers); err != nil {
		t.Error("a build has begun:", err)
	}
	if err := makeAnew(t.Context(), x, inBatches(docs), news.Mark{Seq: 1}); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(writers); !errors.Is(err, fs.ErrNotExist) {
		t.Error("a generation was published:", err)
	}
}
