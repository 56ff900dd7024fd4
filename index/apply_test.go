package index

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"newsarchive/internal/news"

	"github.com/gofrs/flock"
	"github.com/google/go-cmp/cmp"
)

func TestApply(t *testing.T) {
	docs := stored()
	x := build(t, docs[:4])
	ctx := t.Context()
	changed := docs[0]
	changed.Title = "Nothing of the kind"
	if err := bring(ctx, x, []news.Entry{changed, docs[4]}, []int64{2}, news.Mark{Seq: 7, Nonce: -3}); err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff([]int64{}, ids(t, x, Request{Query: parse(t, "korea")})); d != "" {
		t.Error("after an update and a delete:", d)
	}
	all, err := idsOf(ctx, x)
	if err != nil {
		t.Fatal(err)
	}
	slices.Sort(all)
	if d := cmp.Diff([]int64{1, 3, 4, 5}, all); d != "" {
		t.Error(d)
	}
	if m, err := x.Mark(ctx); err != nil || m != (news.Mark{Seq: 7, Nonce: -3}) {
		t.Errorf("mark %v, %v", m, err)
	}
	s, err := x.Stats(ctx)
	if err != nil || s.Documents != 4 || s.Mark.Seq != 7 || s.Bytes == 0 || s.Generation != "gen-000002" {
		t.Errorf("stats %+v, %v", s, err)
	}
}

func TestFaults(t *testing.T) {
	ctx := t.Context()
	x := Open(filepath.Join(t.TempDir(), "index"), Options{Wait: 50 * time.Millisecond})
	one := news.Mark{Seq: 1, Nonce: 1}
	expect := func(want error) {
		t.Helper()
		if _, err := x.Mark(ctx); !errors.Is(err, want) {
			t.Errorf("reading: %v, want %v", err, want)
		}
		if err := x.Apply(ctx, Batch{From: one, To: one}); !errors.Is(err, want) {
			t.Errorf("writing: %v, want %v", err, want)
		}
	}
	expect(ErrMissing)
	if _, err := os.Stat(x.dir); err == nil {
		t.Error("asking made the folder")
	}
	rebuild := func() string {
		t.Helper()
		if err := makeAnew(ctx, x, inBatches(stored()), news.Mark{Seq: 1, Nonce: 1}); err != nil {
			t.Fatal(err)
		}
		gen, err := x.current()
		if err != nil {
			t.Fatal(err)
		}
		return gen
	}
	rebuild()
	l := flock.New(x.path(lockFile))
	if err := l.Lock(); err != nil {
		t.Fatal(err)
	}
	if err := x.Apply(ctx, Batch{From: one, To: one}); !errors.Is(err, ErrLocked) {
		t.Errorf("a second writer: %v", err)
	}
	if _, err := x.Mark(ctx); err != nil {
		t.Errorf("a reader beside a writer: %v", err)
	}
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	expect(nil)
	gen, err := x.current()
	if err != nil {
		t.Fatal(err)
	}

	write := func(path, text string) {
		t.Helper()
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write(filepath.Join(gen, versionFile), "99\n")
	expect(ErrVersion)
	rebuild()
	expect(nil)
	if gen, err = x.current(); err != nil {
		t.Fatal(err)
	}
	write(filepath.Join(gen, "bleve", "store", "root.bolt"), "no bolt file")
	expect(ErrDamaged)
	gen = rebuild()
	zaps, _ := filepath.Glob(filepath.Join(gen, "bleve", "store", "*.zap"))
	for _, z := range zaps {
		write(z, "")
	}
	expect(ErrDamaged)
	gen = rebuild()
	if err := os.RemoveAll(gen); err != nil {
		t.Fatal(err)
	}
	expect(ErrDamaged)
	write(x.path(currentFile), "../../etc\n")
	expect(ErrDamaged)
	rebuild()
	expect(nil)
	left, _ := filepath.Glob(filepath.Join(x.dir, "gen-*"))
	if len(left) != 2 { // the one in use, and the one before it
		t.Errorf("generations left: %v", left)
	}
}

func TestRebuildFails(t *testing.T) {
	x := build(t, stored())
	boom := errors.New("boom")
	broken := func(yield func([]news.Entry, error) bool) {
		if yield(stored()[:2], nil) {
			yield(nil, boom)
		}
	}
	if err := makeAnew(t.Context(), x, broken, news.Mark{Seq: 9, Nonce: 9}); !errors.Is(err, boom) {
		t.Errorf("an error of the sequence: %v", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	endless := func(yield func([]news.Entry, error) bool) {
		for i := 0; yield(slices.Repeat(stored(), 200), nil); i++ {
			if i == 2 {
				cancel()
			}
		}
	}
	if err := makeAnew(ctx, x, endless, news.Mark{Seq: 9, Nonce: 9}); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
	l := flock.New(x.path(rebuildFile))
	if ok, err := l.TryLock(); !ok || err != nil {
		t.Fatal(ok, err)
	}
	if err := makeAnew(t.Context(), x, inBatches(nil), news.Mark{}); !errors.Is(err, ErrLocked) {
		t.Errorf("while another rebuilds: %v", err)
	}
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	if m, err := x.Mark(t.Context()); err != nil || m.Seq != 1 {
		t.Errorf("the old generation: %v, %v", m, err)
	}
	entries, err := os.ReadDir(x.dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if strings.HasPrefix(e.Name(), buildPrefix) {
			t.Errorf("left behind: %s", e.Name())
		}
	}
}

// TestSegments promises that many small batches leave few segments and lose no
// document.
func TestSegments(t *testing.T) {
	if testing.Short() {
		t.Skip("500 batches")
	}
	x := build(t, nil)
	docs := stored()
	var slowest time.Duration
	for i := range 500 {
		batch := make([]news.Entry, 5)
		for j := range batch {
			batch[j] = docs[(i+j)%len(docs)]
			batch[j].ID = int64(i*4 + j + 1) // each overlaps the next by one
		}
		start := time.Now()
		if err := bring(t.Context(), x, batch, nil, news.Mark{Seq: int64(i)}); err != nil {
			t.Fatal(err)
		}
		slowest = max(slowest, time.Since(start))
	}
	s, err := x.Stats(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("%+v; slowest batch %v", s, slowest)
	if s.Segments > 30 || s.Documents != 2001 {
		t.Errorf("%d segments, %d documents", s.Segments, s.Documents)
	}
}

// TestReadersAndWriter promises that searching always works while batches are
// applied and generations change, and that no goroutine starves: the test runs
// until each has had many turns.
func TestReadersAndWriter(t *testing.T) {
	docs := stored()
	x := build(t, docs)
	var batches, rebuilds, searches atomic.Int64
	enough := func() bool {
		return t.Failed() || t.Context().Err() != nil || batches.Load() >= 20 && rebuilds.Load() >= 8 && searches.Load() >= 150
	}
	done := make(chan error, 2)
	go func() {
		for !enough() {
			n := batches.Add(1)
			if err := bring(t.Context(), x, docs, []int64{99}, news.Mark{Seq: n}); err != nil && !errors.Is(err, ErrMoved) {
				done <- err
				return
			}
		}
		done <- nil
	}()
	go func() {
		for !enough() {
			if err := makeAnew(t.Context(), x, inBatches(docs), news.Mark{Seq: 1}); err != nil {
				done <- err
				return
			}
			rebuilds.Add(1)
		}
		done <- nil
	}()
	waits := make(chan []time.Duration, 2)
	for range 2 {
		go func() {
			var took []time.Duration
			q := parse(t, "korea")
			for !enough() {
				start := time.Now()
				res, err := x.Search(t.Context(), Request{Query: q, Size: 10})
				if err != nil || res.Total != 2 {
					t.Errorf("search: %d, %v", res.Total, err)
				}
				took = append(took, time.Since(start))
				searches.Add(1)
				time.Sleep(time.Millisecond)
			}
			waits <- took
		}()
	}
	took := append(<-waits, <-waits...)
	for range 2 {
		if err := <-done; err != nil {
			t.Error(err)
		}
	}
	slices.Sort(took)
	t.Logf("%d batches, %d rebuilds; %d searches, median %v, p99 %v, longest %v",
		batches.Load(), rebuilds.Load(), len(took), took[len(took)/2], took[len(took)*99/100], took[len(took)-1])
}

// idsOf returns the ids of all documents, unordered.
func idsOf(ctx context.Context, x *Index) (ids []int64, err error) {
	_, docs, err := x.Documents(ctx)
	for _, d := range docs {
		ids = append(ids, d.ID)
	}
	return ids, err
}
