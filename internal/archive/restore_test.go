package archive_test

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"newsarchive/index"
	"newsarchive/internal/archive"
	"newsarchive/store"
)

func reopen(t *testing.T, dir string) *archive.Archive {
	t.Helper()
	a, err := archive.Open(t.Context(), dir, archive.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = a.Close() })
	return a
}

// indexAgrees checks that the index holds exactly the roots of the store.
func indexAgrees(t *testing.T, a *archive.Archive) {
	t.Helper()
	_, docs, err := index.Open(filepath.Join(a.Dir(), "index"), index.Options{}).Documents(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	got := make([]int64, len(docs))
	for i, d := range docs {
		got[i] = d.ID
	}
	var want []int64
	for batch, err := range a.AllEntries(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range batch {
			want = append(want, e.ID)
		}
	}
	slices.Sort(got)
	if !slices.Equal(got, want) {
		t.Errorf("the index holds %d documents %v, the store has the stories %v", len(got), got, want)
	}
}

func importTitles(t *testing.T, a *archive.Archive, titles ...string) {
	t.Helper()
	items := make([]store.Item, len(titles))
	for i, title := range titles {
		link := "https://news.example/" + title
		items[i] = store.Item{GUID: link, Link: link, Title: title, Stories: []store.Story{{Link: link, Title: title, Publisher: "News"}}}
	}
	if _, faults, err := a.Store.Import(t.Context(), items, time.Now()); err != nil || len(faults) > 0 {
		t.Fatal(faults, err)
	}
	if _, err := a.CatchUp(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
}

// A database and an index of different moments never pass for each other,
// even when the log has reached the same number again.
func TestDatabaseOfAnotherMomentBesideAnIndex(t *testing.T) {
	a := newArchive(t)
	importTitles(t, a, "one", "two")
	file := filepath.Join(t.TempDir(), "backup.db")
	if _, err := a.Backup(t.Context(), file, archive.BackupOptions{}); err != nil {
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
			err = os.WriteFile(filepath.Join(dir, "archive.db"), raw, 0o600)
		}
		if err != nil {
			t.Fatal(err)
		}
	}

	back() // the index is ahead
	b := reopen(t, dir)
	if n := search(t, b, "three").Total; n != 1 {
		t.Logf("before the next catch-up the index still speaks of %d lost stories", n)
	}
	if _, err := b.CatchUp(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	indexAgrees(t, b)
	importTitles(t, b, "five", "six")
	if err := b.Close(); err != nil {
		t.Fatal(err)
	}

	back() // the index is ahead, and the log comes to its number by another way
	c := reopen(t, dir)
	items := []store.Item{}
	for _, title := range []string{"seven", "eight"} {
		link := "https://news.example/" + title
		items = append(items, store.Item{Link: link, Title: title, Stories: []store.Story{{Link: link, Title: title}}})
	}
	if _, _, err := c.Store.Import(t.Context(), items, time.Now()); err != nil {
		t.Fatal(err)
	}
	if _, err := c.CatchUp(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	indexAgrees(t, c)
	if search(t, c, "eight").Total != 1 || search(t, c, "six").Total != 0 {
		t.Error("the index is of the other history")
	}
}

func TestRestoreLeavesAnOpenArchiveAlone(t *testing.T) {
	a := newArchive(t)
	importTitles(t, a, "one")
	file := filepath.Join(t.TempDir(), "backup.db")
	if _, err := a.Backup(t.Context(), file, archive.BackupOptions{}); err != nil {
		t.Fatal(err)
	}
	_, err := archive.Restore(t.Context(), a.Dir(), file, archive.RestoreOptions{Force: true})
	if !errors.Is(err, store.ErrLocked) {
		t.Fatalf("restored under an open archive: %v", err)
	}
	importTitles(t, a, "two")
	indexAgrees(t, a)
}

// Who opened the old file before a restore and waits for its lock is told
// that it has moved, and writes nothing.
func TestWriterThatWaitsForARestore(t *testing.T) {
	a := newArchive(t)
	importTitles(t, a, "one")
	path := a.Path()
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
			_, _, err = s.Import(t.Context(), []store.Item{{Title: "late", Link: "https://news.example/late"}}, time.Now())
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
