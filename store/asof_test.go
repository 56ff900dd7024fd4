package store_test

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"newsarchive/store"
)

// saveHour saves what an hour brings: another story, and another headline of the
// first.
func (a *archive) saveHour(n int) {
	a.t.Helper()
	a.save(n, article(fmt.Sprint("n", n), fmt.Sprintf("https://a.example/n%d", n), "Another"), article("1", "https://a.example/1", fmt.Sprintf("Headline %d", n)))
}

// checkHour checks a past state against what saveHour saved by then.
func checkHour(ctx context.Context, past *store.Store, n int) error {
	stats, err := past.Stats(ctx)
	if err != nil {
		return err
	}
	stories, err := past.Stories(ctx, []int64{1})
	if err != nil || len(stories) != 1 {
		return fmt.Errorf("%d stories, %w", len(stories), err)
	}
	if want := fmt.Sprintf("Headline %d", n); stats.Stories != n+2 || stories[0].Title != want {
		return fmt.Errorf("as of hour %d: %d stories, %q, want %d, %q", n, stats.Stories, stories[0].Title, n+2, want)
	}
	return nil
}

// TestAsOfAtOnce promises that questions of several moments, asked at once and
// while the archive is written to, each get the answer of their moment.
func TestAsOfAtOnce(t *testing.T) {
	t.Parallel()
	a := newArchive(t)
	a.saveHour(0)
	const hours, workers = 8, 3
	var saved sync.WaitGroup
	var mu sync.Mutex
	last := 0
	for w := range workers {
		random := rand.New(rand.NewPCG(uint64(w), 0))
		saved.Go(func() {
			for done := false; !done; {
				mu.Lock()
				n := last
				mu.Unlock()
				done = n == hours
				if err := twoMoments(t.Context(), a.Store, random.IntN(n+1), random.IntN(n+1), random.IntN(2) == 0); err != nil {
					t.Error(err)
					return
				}
			}
		})
	}
	for n := 1; n <= hours; n++ {
		a.saveHour(n)
		mu.Lock()
		last = n
		mu.Unlock()
	}
	saved.Wait()
}

// twoMoments asks of two moments at once.
func twoMoments(ctx context.Context, s *store.Store, n, m int, swap bool) error {
	one, err := s.AsOf(ctx, hour(n))
	if err != nil {
		return err
	}
	two, err := s.AsOf(ctx, hour(m))
	if err != nil {
		return errors.Join(err, one.Close())
	}
	err = errors.Join(checkHour(ctx, one, n), checkHour(ctx, two, m), checkHour(ctx, one, n))
	if swap {
		one, two = two, one
	}
	return errors.Join(err, one.Close(), two.Close())
}

// TestAsOfHoldsNothing promises that a question of the past, also one that was
// broken off, leaves no transaction that would keep the log from being emptied
// or a later question from what is new.
func TestAsOfHoldsNothing(t *testing.T) {
	t.Parallel()
	a := newArchive(t)
	a.saveHour(0)
	for n, ask := range []func(context.Context, *store.Store) error{
		func(ctx context.Context, past *store.Store) error { return checkHour(ctx, past, 0) },
		func(ctx context.Context, past *store.Store) error { // in a transaction
			_, err := past.Log(ctx, store.EventFilter{})
			return err
		},
		func(ctx context.Context, past *store.Store) error { // not read to its end
			for _, err := range past.Items(ctx, store.ItemFilter{}) {
				return err
			}
			return nil
		},
		func(ctx context.Context, past *store.Store) error { // cancelled
			ctx, cancel := context.WithCancel(ctx)
			for _, err := range past.Items(ctx, store.ItemFilter{}) {
				cancel()
				if err != nil {
					return nil //nolint:nilerr // the cancellation
				}
			}
			cancel()
			return nil
		},
	} {
		past, err := a.AsOf(t.Context(), hour(0))
		if err != nil {
			t.Fatal(err)
		}
		if err := errors.Join(ask(t.Context(), past), past.Close()); err != nil {
			t.Fatalf("question %d: %v", n, err)
		}
		if _, err := past.Stats(t.Context()); err == nil {
			t.Errorf("question %d: a past state that was closed is read", n)
		}
		a.saveHour(n + 1)
		a.emptyLog()
		if err := twoMoments(t.Context(), a.Store, n+1, n, false); err != nil {
			t.Errorf("after question %d: %v", n, err)
		}
	}
}

// emptyLog moves the write-ahead log into the file, which no reader may hinder.
func (a *archive) emptyLog() {
	a.t.Helper()
	db, err := sql.Open("sqlite", "file:"+a.Path())
	if err != nil {
		a.t.Fatal(err)
	}
	defer db.Close() //nolint:errcheck // it was only looked at
	var busy, log, moved int
	if err := db.QueryRowContext(a.t.Context(), `PRAGMA wal_checkpoint(TRUNCATE)`).Scan(&busy, &log, &moved); err != nil || busy != 0 {
		a.t.Errorf("the log is not emptied: busy %d, %v", busy, err)
	}
}

// TestAsOfCloses promises that what was kept for later questions is closed with
// the store, and that a past state may be closed after it.
func TestAsOfCloses(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	s, err := store.Create(t.Context(), filepath.Join(dir, "archive.db"), time.UTC)
	if err != nil {
		t.Fatal(err)
	}
	var pasts []*store.Store
	for n := range 4 {
		past, err := s.AsOf(t.Context(), hour(n))
		if err != nil {
			t.Fatal(err)
		}
		if _, err := past.Stats(t.Context()); err != nil {
			t.Fatal(err)
		}
		pasts = append(pasts, past)
	}
	for _, past := range pasts {
		if err := past.Close(); err != nil {
			t.Error(err)
		}
	}
	late, err := s.AsOf(t.Context(), hour(0))
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(s.Close(), late.Close()); err != nil {
		t.Error(err)
	}
	entries, err := os.ReadDir(dir)
	if err != nil || len(entries) != 1 {
		t.Errorf("beside the archive: %v, %v", entries, err)
	}
}
