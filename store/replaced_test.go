package store_test

import (
	"errors"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"newsarchive/store"
)

// TestOpenWhileReplaced promises that opening a database that a restore replaces at
// that moment succeeds, or fails since it is locked: it is never said to be damaged.
func TestOpenWhileReplaced(t *testing.T) {
	dir := t.TempDir()
	path, backup := filepath.Join(dir, "archive.db"), filepath.Join(dir, "backup.db")
	s, err := store.Create(t.Context(), path, time.UTC)
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(s.CopyTo(t.Context(), backup), s.Close()); err != nil {
		t.Fatal(err)
	}
	copied, err := os.ReadFile(backup)
	if err != nil {
		t.Fatal(err)
	}
	for round := range 40 {
		release, err := store.Seize(t.Context(), path)
		if err != nil {
			t.Fatal(err)
		}
		var openers sync.WaitGroup
		for range 4 {
			openers.Go(func() {
				s, err := store.Open(t.Context(), path)
				if err == nil {
					err = s.Close()
				}
				if err != nil && !errors.Is(err, store.ErrLocked) {
					t.Error(err)
				}
			})
		}
		time.Sleep(time.Duration(round) * time.Millisecond) // some have the old file open, and wait
		temp := filepath.Join(dir, "restore.part")
		err = os.WriteFile(temp, copied, 0o600)
		if err == nil {
			err = os.Rename(temp, path)
		}
		if err := errors.Join(err, release()); err != nil {
			t.Error(err)
		}
		openers.Wait()
	}
	if _, _, err := store.Verify(t.Context(), path); err != nil {
		t.Error(err)
	}
}
