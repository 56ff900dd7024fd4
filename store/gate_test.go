package store_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sync/atomic"
	"testing"
	"time"

	"newsarchive/internal/news"

	"newsarchive/store"
)

// flood imports batches as fast as it can, as another process would, until
// the test ends. It returns the count of the batches begun.
func flood(t *testing.T, path string) *atomic.Int64 {
	t.Helper()
	s, err := store.Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	var batches atomic.Int64
	ctx, stop := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() {
		for {
			n := batches.Add(1)
			items := make([]news.Item, 200)
			for i := range items {
				items[i] = article("", fmt.Sprintf("https://flood.example/%d/%d", n, i), fmt.Sprintf("Flood %d of %d", i, n))
			}
			if _, _, err := s.Import(ctx, items, hour(0)); err != nil {
				ended <- err
				return
			}
		}
	}()
	t.Cleanup(func() {
		stop()
		if err := <-ended; !errors.Is(err, context.Canceled) {
			t.Errorf("the import beside: %v", err)
		}
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	for batches.Load() < 3 {
		time.Sleep(time.Millisecond)
	}
	return &batches
}

// A small write beside an import without an end waits for the batch that is
// being written and, now and then, another one.
func TestSmallWriteBesideAnEndlessImport(t *testing.T) {
	a := newArchive(t)
	batches := flood(t, a.Path())
	const writes = 15
	waited := int64(0)
	for n := range writes {
		before := batches.Load()
		a.save(n, article(fmt.Sprint(n), fmt.Sprintf("https://news.example/%d", n), "Small"))
		waited += batches.Load() - before
		for now := batches.Load(); batches.Load() < now+1; { // and the import goes on
			time.Sleep(time.Millisecond)
		}
	}
	t.Logf("%d small writes while %d batches began", writes, waited)
	if waited > 3*writes {
		t.Errorf("%d small writes waited for %d batches of the import, want 3 each at most", writes, waited)
	}
}

// Where there can be no gate, there is none.
func TestWritesWithoutAGate(t *testing.T) {
	a := newArchive(t)
	gate := filepath.Join(filepath.Dir(a.Path()), store.GateFile)
	if err := os.Remove(gate); err != nil {
		t.Fatal(err)
	}
	if err := os.Mkdir(gate, 0o000); err != nil { // cannot be opened
		t.Fatal(err)
	}
	want(t, "saved", a.save(1, article("1", "https://news.example/1", "One")).Items, 1)
}

// A writer that waits for another process ends with its context.
func TestWaitingWriterIsCancelled(t *testing.T) {
	a := newArchive(t)
	other, err := store.Open(t.Context(), a.Path())
	if err != nil {
		t.Fatal(err)
	}
	defer other.Close() //nolint:errcheck // nothing is written
	holding, release := make(chan struct{}), make(chan struct{})
	held := make(chan error, 1)
	go func() { held <- store.HoldWriteLock(t.Context(), a.Store, holding, release) }()
	<-holding
	ctx, cancel := context.WithCancel(t.Context())
	waiter := make(chan error, 1)
	go func() {
		_, _, err := other.Import(ctx, []news.Item{article("", "https://news.example/2", "Two")}, hour(0))
		waiter <- err
	}()
	cancel()
	if err := <-waiter; !errors.Is(err, context.Canceled) {
		t.Errorf("a writer that was to end: %v", err)
	}
	close(release)
	if err := <-held; err != nil {
		t.Error(err)
	}
}
