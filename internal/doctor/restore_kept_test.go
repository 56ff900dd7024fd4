package doctor_test

import (
	"context"
	"path/filepath"
	"sync"
	"testing"

	"newsarchive/internal/archive"
	"newsarchive/internal/doctor"
)

// TestRestoreBesideAKeeper promises that an archive is restored while a program
// keeps it open and asks it all the time, and that no question fails.
func TestRestoreBesideAKeeper(t *testing.T) {
	a := newArchive(t)
	importTitles(t, a, "harbour one")
	file := filepath.Join(t.TempDir(), "backup.db")
	if _, err := doctor.WriteBackup(t.Context(), a.Dir(), file, doctor.BackupOptions{}); err != nil {
		t.Fatal(err)
	}
	importTitles(t, a, "harbour two")
	if err := a.Close(); err != nil {
		t.Fatal(err)
	}
	k := archive.NewKeeper(a.Dir(), archive.Options{})
	defer k.Close() //nolint:errcheck // only read
	asked := func() (n int) {
		err := k.Use(t.Context(), func(a *archive.Archive) error {
			answer, err := a.Search(t.Context(), archive.SearchOptions{Question: archive.Question{Text: "harbour"}, Page: archive.Page{Size: 5}})
			n = answer.Total
			return err
		})
		if err != nil {
			t.Errorf("while it is restored: %v", err)
		}
		return n
	}
	if n := asked(); n != 2 {
		t.Fatalf("finds %d before", n)
	}
	ctx, stop := context.WithCancel(t.Context())
	var readers sync.WaitGroup
	for range 2 {
		readers.Go(func() {
			for ctx.Err() == nil {
				asked()
			}
		})
	}
	if _, err := doctor.Restore(t.Context(), a.Dir(), file, doctor.RestoreOptions{Force: true}); err != nil {
		t.Errorf("the restore: %v", err)
	}
	stop()
	readers.Wait()
	if n := asked(); n != 1 {
		t.Errorf("finds %d of the backup", n)
	}
}
