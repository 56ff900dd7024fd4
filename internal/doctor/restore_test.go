package doctor_test

import (
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"

	"newsarchive/internal/news"

	"newsarchive/internal/archive"
	"newsarchive/internal/doctor"
	"newsarchive/store"
)

// A database and an index of different moments never pass for each other,
// even when the log has reached the same number again.
func TestDatabaseOfAnotherMomentBesideAnIndex(t *testing.T) {
	a := newArchive(t)
	importTitles(t, a, "one", "two")
	file := filepath.Join(t.TempDir(), "backup.db")
	if _, err := doctor.WriteBackup(t.Context(), a.Dir(), file, doctor.BackupOptions{}); err != nil {
		t.Fatal(err)
	}
	importTitles(t, a, "three", "four")
	dir := a.Dir()
	if err := a.Close(); err != nil {
		t.Fatal(err)
	}
	back := func() {
		t.Helper()
		raw, err := os.ReadFile(file)
		if err == nil {
			err = os.WriteFile(archive.DatabasePath(dir), raw, 0o600)
		}
		if err != nil {
			t.Fatal(err)
		}
	}

	back() // the index is ahead
	b := reopen(t, dir)
	if n := search(t, b, "three").Total; n != 0 {
		t.Errorf("a search finds %d stories that the database lost", n)
	}
	if n := search(t, b, "two").Total; n != 1 {
		t.Errorf("a search finds %d of 1 story that it has", n)
	}
	indexAgrees(t, b)
	importTitles(t, b, "five", "six")
	if err := b.Close(); err != nil {
		t.Fatal(err)
	}

	back() // the index is ahead, and the log comes to its number by another way
	c := reopen(t, dir)
	items := []news.Item{}
	for _, title := range []string{"seven", "eight"} {
		link := "https://news.example/" + title
		items = append(items, news.Item{Link: link, Title: title, Stories: []news.Story{{Link: link, Title: title}}})
	}
	importItems(t, c, items)
	if search(t, c, "eight").Total != 1 || search(t, c, "six").Total != 0 {
		t.Error("the index is of the other history")
	}
	indexAgrees(t, c)
}

// TestRestoreLeavesAnOpenArchiveAlone promises that nothing is restored under
// an archive that is open.
func TestRestoreLeavesAnOpenArchiveAlone(t *testing.T) {
	a := newArchive(t)
	importTitles(t, a, "one")
	file := filepath.Join(t.TempDir(), "backup.db")
	if _, err := doctor.WriteBackup(t.Context(), a.Dir(), file, doctor.BackupOptions{}); err != nil {
		t.Fatal(err)
	}
	_, err := doctor.Restore(t.Context(), a.Dir(), file, doctor.RestoreOptions{Force: true})
	if !errors.Is(err, store.ErrLocked) {
		t.Fatalf("restored under an open archive: %v", err)
	}
	importTitles(t, a, "two")
	indexAgrees(t, a)
}

// TestWriterThatWaitsForARestore promises that a process which opened the old
// file before a restore, and waits for its lock, is told that the file has
// moved, and writes nothing.
func TestWriterThatWaitsForARestore(t *testing.T) {
	a := newArchive(t)
	importTitles(t, a, "one")
	path := archive.DatabasePath(a.Dir())
	if err := a.Close(); err != nil {
		t.Fatal(err)
	}
	release, err := store.Seize(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	waited := make(chan error)
	go func() {
		s, err := store.Open(t.Context(), path)
		if err == nil {
			_, _, err = s.Import(t.Context(), []news.Item{{Title: "late", Link: "https://news.example/late"}}, time.Now())
			err = errors.Join(err, s.Close())
		}
		waited <- err
	}()
	time.Sleep(300 * time.Millisecond)
	raw, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path+".new", raw, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Rename(path+".new", path); err != nil {
		t.Fatal(err)
	}
	if err := release(); err != nil {
		t.Fatal(err)
	}
	want := int64(1)
	if err := <-waited; err == nil {
		want++ // it was so late that it found the new file
	} else if !errors.Is(err, store.ErrLocked) {
		t.Errorf("the late writer was told %v", err)
	}
	s, err := store.Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close() //nolint:errcheck // a test's look
	if n, err := s.Numbers(t.Context()); err != nil || n.Item != want {
		t.Errorf("after it the archive has %d items, %v", n.Item, err)
	}
}

// A restore keeps what it replaces, also a second one at the same moment.
func TestRestoreTwiceInASecond(t *testing.T) {
	a := newArchive(t)
	importTitles(t, a, "one")
	file := filepath.Join(t.TempDir(), "backup.db")
	if _, err := doctor.WriteBackup(t.Context(), a.Dir(), file, doctor.BackupOptions{}); err != nil {
		t.Fatal(err)
	}
	if err := a.Close(); err != nil {
		t.Fatal(err)
	}
	now := time.Date(2026, 1, 15, 8, 0, 0, 0, time.UTC)
	o := doctor.RestoreOptions{Options: archive.Options{Now: func() time.Time { return now }}, Force: true}
	kept := map[string]bool{}
	for range 3 {
		r, err := doctor.Restore(t.Context(), a.Dir(), file, o)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := os.Stat(r.Replaced); err != nil {
			t.Error(err)
		}
		kept[r.Replaced] = true
	}
	if len(kept) != 3 {
		t.Errorf("kept as %v", kept)
	}
}
