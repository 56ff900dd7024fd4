package store_test

import (
	"crypto/sha256"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"newsarchive/store"

	"github.com/google/go-cmp/cmp"
)

// copied is a copy of an archive's files as a power loss would leave them: some
// of its stories are in the write-ahead log alone.
func copied(t *testing.T, suffixes ...string) (path string, stories int) {
	t.Helper()
	a := newArchive(t)
	for i := range 30 {
		a.save(0, article(fmt.Sprint(i), fmt.Sprintf("https://a.example/%d", i), fmt.Sprintf("Headline %d", i)))
	}
	if err := a.Checkpoint(t.Context()); err != nil {
		t.Fatal(err)
	}
	for i := 30; i < 60; i++ {
		a.save(1, article(fmt.Sprint(i), fmt.Sprintf("https://a.example/%d", i), fmt.Sprintf("Headline %d", i)))
	}
	path = filepath.Join(t.TempDir(), "archive.db")
	for _, suffix := range append(suffixes, "") {
		b, err := os.ReadFile(a.Path() + suffix)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path+suffix, b, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return path, 60
}

// files returns the checksum of every file of a folder.
func files(t *testing.T, dir string) map[string]string {
	t.Helper()
	all := map[string]string{}
	err := fs.WalkDir(os.DirFS(dir), ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			all[path] = "folder"
			return err
		}
		b, err := os.ReadFile(filepath.Join(dir, path))
		all[path] = fmt.Sprintf("%x", sha256.Sum256(b))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// TestReadOnly promises that an archive is read without a change to its
// folder, and with all that its log holds, whichever files there are.
func TestReadOnly(t *testing.T) {
	for name, test := range map[string]struct {
		suffixes []string
		lockless bool
		stories  int
	}{
		"log and its index":       {[]string{"-wal", "-shm"}, false, 60},
		"a log without its index": {[]string{"-wal"}, false, 60},
		"no log":                  {nil, true, 30},
	} {
		t.Run(name, func(t *testing.T) {
			path, _ := copied(t, test.suffixes...)
			temp := t.TempDir()
			t.Setenv("TMPDIR", temp)
			before := files(t, filepath.Dir(path))
			s, err := store.OpenReadOnly(t.Context(), path)
			if err != nil {
				t.Fatal(err)
			}
			stats, err := s.Stats(t.Context())
			if err != nil || stats.Stories != test.stories {
				t.Errorf("%d stories, want %d, %v", stats.Stories, test.stories, err)
			}
			if s.Lockless() != test.lockless || !s.ReadOnly() {
				t.Errorf("without locks %v, read-only %v", s.Lockless(), s.ReadOnly())
			}
			err = s.WithMmap(func(m *store.Store) error {
				broken, err := m.CheckIntegrity(t.Context(), nil)
				if len(broken) > 0 {
					t.Error(broken)
				}
				return err
			})
			if err != nil {
				t.Error(err)
			}
			past, err := s.AsOf(t.Context(), hour(0))
			if err != nil {
				t.Fatal(err)
			}
			if was, err := past.Stats(t.Context()); err != nil || was.Stories != 30 {
				t.Errorf("%d stories then, %v", was.Stories, err)
			}
			copyPath := filepath.Join(t.TempDir(), "copy.db")
			if err := s.CopyTo(t.Context(), copyPath); err != nil {
				t.Fatal(err)
			}
			if c, _, err := store.Verify(t.Context(), copyPath); err != nil || c.Stories != test.stories {
				t.Errorf("the copy has %d stories, %v", c.Stories, err)
			}
			if _, err := s.Tag(t.Context(), []int64{1}, []string{"x"}, nil, hour(2)); !errors.Is(err, store.ErrReadOnly) {
				t.Errorf("a tag: %v", err)
			}
			if err := errors.Join(s.Changed(), past.Close(), s.Close()); err != nil {
				t.Error(err)
			}
			if d := cmp.Diff(before, files(t, filepath.Dir(path))); d != "" {
				t.Errorf("the folder has changed:\n%s", d)
			}
			if left, _ := os.ReadDir(temp); len(left) > 0 {
				t.Errorf("%v is left over", left)
			}
		})
	}
}

// TestChanged promises that what was read without locks is known to be of one
// moment, or not.
func TestChanged(t *testing.T) {
	for name, change := range map[string]func(t *testing.T, path string) error{
		"written": func(t *testing.T, path string) error {
			s, err := store.Open(t.Context(), path)
			if err != nil {
				return err
			}
			_, err = s.Tag(t.Context(), []int64{1}, []string{"x"}, nil, hour(2))
			t.Cleanup(func() { _ = s.Close() }) // its log stays
			return err
		},
		"written and closed": func(t *testing.T, path string) error {
			s, err := store.Open(t.Context(), path)
			if err != nil {
				return err
			}
			_, err = s.Tag(t.Context(), []int64{1}, []string{"x"}, nil, hour(2))
			return errors.Join(err, s.Close())
		},
		"replaced": func(t *testing.T, path string) error {
			other, _ := copied(t)
			return os.Rename(other, path)
		},
		"removed": func(_ *testing.T, path string) error { return os.Remove(path) },
	} {
		t.Run(name, func(t *testing.T) {
			path, _ := copied(t)
			s, err := store.OpenReadOnly(t.Context(), path)
			if err != nil {
				t.Fatal(err)
			}
			defer s.Close() //nolint:errcheck // a test's
			if err := s.Changed(); err != nil {
				t.Error(err)
			}
			if err := change(t, path); err != nil {
				t.Fatal(err)
			}
			if err := s.Changed(); !errors.Is(err, store.ErrChanged) {
				t.Errorf("changed: %v", err)
			}
		})
	}
}

// TestReadOnlyBesideAWriter promises that an archive that another process
// writes to is read as it is now.
func TestReadOnlyBesideAWriter(t *testing.T) {
	a := newArchive(t)
	a.save(0, article("1", "https://a.example/1", "One"))
	s, err := store.OpenReadOnly(t.Context(), a.Path())
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close() //nolint:errcheck // a test's
	for i := 2; i < 10; i++ {
		a.save(i, article(fmt.Sprint(i), fmt.Sprintf("https://a.example/%d", i), "More"))
		if i == 5 {
			if err := a.Checkpoint(t.Context()); err != nil {
				t.Fatal(err)
			}
		}
		if stats, err := s.Stats(t.Context()); err != nil || stats.Stories != i {
			t.Errorf("%d stories of %d, %v", stats.Stories, i, err)
		}
	}
}

// TestUpgrade promises that an older archive is not touched, and a copy of it is
// of today's schema, with what the log holds.
func TestUpgrade(t *testing.T) {
	path := olderArchive(t)
	before := files(t, filepath.Dir(path))
	var older *store.OlderError
	if _, err := store.OpenReadOnly(t.Context(), path); !errors.As(err, &older) || older.ID == "" || older.Schema != 1 || !errors.Is(err, store.ErrReadOnly) {
		t.Fatalf("an older one: %v, %+v", err, older)
	}
	to := filepath.Join(t.TempDir(), "archive.db")
	if err := store.Upgrade(t.Context(), path, to); err != nil {
		t.Fatal(err)
	}
	s, err := store.OpenReadOnly(t.Context(), to)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close() //nolint:errcheck // a test's
	if id, err := s.ID(t.Context()); err != nil || id != older.ID {
		t.Errorf("the copy is %s, not %s, %v", id, older.ID, err)
	}
	if stats, err := s.Stats(t.Context()); err != nil || stats.Stories == 0 {
		t.Errorf("%d stories, %v", stats.Stories, err)
	}
	if d := cmp.Diff(before, files(t, filepath.Dir(path))); d != "" {
		t.Errorf("the folder has changed:\n%s", d)
	}
}

// olderArchive is one that version 1 of the schema wrote.
func olderArchive(t *testing.T) (path string) {
	t.Helper()
	script, err := os.ReadFile(filepath.Join("..", "testdata", "made-before", "version-1.sql"))
	if err != nil {
		t.Fatal(err)
	}
	path = filepath.Join(t.TempDir(), "archive.db")
	db, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := db.ExecContext(t.Context(), string(script)); err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	return path
}
