package archive

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"
)

// keeperOf returns a keeper of an archive's folder, closed at the end.
func keeperOf(t *testing.T, dir string) *Keeper {
	t.Helper()
	k := NewKeeper(dir, Options{})
	t.Cleanup(func() {
		if err := k.Close(); err != nil {
			t.Error(err)
		}
	})
	return k
}

// asked returns how many stories a keeper's archive finds, or knows to be not yet
// indexed.
func asked(ctx context.Context, k *Keeper, text string) (n int, err error) {
	err = k.Use(ctx, func(a *Archive) error {
		answer, err := a.Search(ctx, SearchOptions{Question: Question{Text: text}, Page: Page{Size: 5}})
		n = answer.Total + answer.NotIndexed
		return err
	})
	return n, err
}

// TestKeeperBesideWriters promises that questions to a kept archive fail never
// and are never stale, while others import, follow, reindex, and delete the
// index.
func TestKeeperBesideWriters(t *testing.T) {
	dir := t.TempDir()
	a := created(t, dir, "harbour one")
	caughtUp(t, a)
	k := keeperOf(t, dir)
	ctx, stop := context.WithCancel(t.Context())
	var readers sync.WaitGroup
	for range 3 {
		readers.Go(func() {
			for least := 1; ctx.Err() == nil; {
				n, err := asked(t.Context(), k, "harbour")
				if err != nil || n < least {
					t.Errorf("finds %d after %d, %v", n, least, err)
					return
				}
				least = n
			}
		})
	}
	for i := range 6 {
		gain(t, a, fmt.Sprintf("harbour %d", i+2))
		switch i {
		case 2, 4:
			if err := a.Reindex(t.Context(), nil); err != nil {
				t.Error(err)
			}
		case 3:
			if err := os.Remove(filepath.Join(IndexPath(dir), "CURRENT")); err != nil {
				t.Error(err)
			}
		}
		if n, err := asked(t.Context(), k, "harbour"); err != nil || n != i+2 {
			t.Errorf("after %d: %d, %v", i+2, n, err)
		}
	}
	stop()
	readers.Wait()
}

// TestKeeperReplaced promises that a keeper opens the database that takes the
// place of its own, and closes its own while that happens.
func TestKeeperReplaced(t *testing.T) {
	dir := t.TempDir()
	a := created(t, dir, "harbour one")
	caughtUp(t, a)
	backup := filepath.Join(dir, "backup.db")
	if err := a.store.CopyTo(t.Context(), backup); err != nil {
		t.Fatal(err)
	}
	gain(t, a, "harbour two")
	k := keeperOf(t, dir)
	if n, err := asked(t.Context(), k, "harbour"); err != nil || n != 2 {
		t.Fatal(n, err)
	}
	done, err := LockReplacing(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	brief, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	if _, err := asked(brief, k, "harbour"); err == nil {
		t.Error("it answers while it is replaced")
	}
	for closed := false; !closed; time.Sleep(time.Millisecond) {
		k.mu.Lock()
		closed = k.kept == nil
		k.mu.Unlock()
	}
	if err := a.Close(); err != nil {
		t.Fatal(err)
	}
	if err := os.Rename(backup, DatabasePath(dir)); err != nil {
		t.Fatal(err)
	}
	done()
	if n, err := asked(t.Context(), k, "harbour"); err != nil || n != 1 {
		t.Errorf("of the backup: %d, %v", n, err)
	}
}

// TestKeeperClosed promises that a closed keeper says so, and that callers which
// run end well.
func TestKeeperClosed(t *testing.T) {
	dir := t.TempDir()
	caughtUp(t, created(t, dir, "harbour one"))
	k := NewKeeper(dir, Options{})
	err := k.Use(t.Context(), func(a *Archive) error {
		if err := k.Close(); err != nil {
			return err
		}
		_, err := a.Search(t.Context(), SearchOptions{Question: Question{Text: "harbour"}, Page: Page{Size: 5}})
		return err
	})
	if err != nil {
		t.Error(err)
	}
	if _, err := asked(t.Context(), k, "harbour"); !errors.Is(err, ErrClosed) {
		t.Errorf("after the end: %v", err)
	}
}
