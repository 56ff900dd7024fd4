package index

import (
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"newsarchive/internal/news"
)

// TestViewBesideWriters promises that an open view and writers do not wait for
// each other, and that the view stays as it was when its files are removed.
func TestViewBesideWriters(t *testing.T) {
	ctx, docs := t.Context(), stored()
	x := build(t, docs)
	r := Request{Query: parse(t, "korea"), Size: 10}
	err := x.View(ctx, func(v *View) error {
		for range 3 { // after the second its generation is gone
			if err := bring(ctx, x, nil, []int64{docs[0].ID, docs[1].ID, docs[2].ID, docs[3].ID}, news.Mark{}); err != nil {
				return err
			}
		}
		if res, err := v.Search(r); err != nil || res.Total != 2 {
			t.Errorf("the view finds %d, %v", res.Total, err)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if gens, _ := filepath.Glob(x.path(genPrefix + "*")); len(gens) != 2 {
		t.Errorf("the generation in use and the one before it, but there are %v", gens)
	}
	if left, err := x.Leftovers(); err != nil || len(left) != 0 {
		t.Errorf("left over: %v, %v", left, err)
	}
}

// TestKilledWriter promises that what a killed writer leaves is not in the way,
// and is removed.
func TestKilledWriter(t *testing.T) {
	x := build(t, stored())
	next := x.path(nextPrefix + "1")
	if err := os.Mkdir(next, 0o700); err != nil {
		t.Fatal(err)
	}
	if left, err := x.Leftovers(); err != nil || !slices.Equal(left, []string{next}) {
		t.Errorf("left over: %v, %v", left, err)
	}
	if err := bring(t.Context(), x, nil, []int64{99}, news.Mark{}); err != nil {
		t.Fatal(err)
	}
	if left, err := x.Leftovers(); err != nil || len(left) != 0 {
		t.Errorf("left over: %v, %v", left, err)
	}
}

// TestWithoutHardLinks promises that a copied file is as good as a linked one.
func TestWithoutHardLinks(t *testing.T) {
	from, to := t.TempDir(), t.TempDir()
	path := filepath.Join(from, "a.zap")
	if err := os.WriteFile(path, []byte("bytes"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := copyFile(path, filepath.Join(to, "a.zap")); err != nil {
		t.Fatal(err)
	}
	if b, err := os.ReadFile(filepath.Join(to, "a.zap")); err != nil || string(b) != "bytes" {
		t.Errorf("%q, %v", b, err)
	}
}

// BenchmarkBesideWriter has a writer bring 20,000 headlines in batches while
// others search, and prints how long a search takes then, and alone.
func BenchmarkBesideWriter(b *testing.B) {
	docs := fromCorpus(b, 0)
	x := build(b, docs[:len(docs)-20_000])
	docs = docs[len(docs)-20_000:]
	q := parse(b, "korea")
	var alone, beside []time.Duration
	search := func(to *[]time.Duration) {
		began := time.Now()
		if _, err := x.Search(b.Context(), Request{Query: q, Size: 10}); err != nil {
			b.Error(err)
		}
		*to = append(*to, time.Since(began))
	}
	for b.Loop() {
		for range 200 {
			search(&alone)
		}
		done := make(chan error)
		go func() {
			for batch := range slices.Chunk(docs, 1000) {
				if err := bring(b.Context(), x, batch, nil, news.Mark{}); err != nil {
					done <- err
					return
				}
			}
			done <- nil
		}()
		for running := true; running; {
			search(&beside)
			select {
			case err := <-done:
				if err != nil {
					b.Fatal(err)
				}
				running = false
			case <-time.After(time.Millisecond):
			}
		}
	}
	for name, took := range map[string][]time.Duration{"alone": alone, "beside": beside} {
		slices.Sort(took)
		b.ReportMetric(float64(took[len(took)/2].Microseconds()), name+"-median-µs")
		b.ReportMetric(float64(took[len(took)*99/100].Microseconds()), name+"-p99-µs")
		b.ReportMetric(float64(took[len(took)-1].Microseconds()), name+"-longest-µs")
	}
	b.ReportMetric(0, "ns/op")
}
