package private_test

import (
	"errors"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"newsarchive/internal/private"
)

// version2 writes a file as the second version of the program did.
func version2(t *testing.T, path string) {
	t.Helper()
	version1(t, path)
	execute(t, path, `PRAGMA user_version = 2;
		ALTER TABLE feeds ADD COLUMN token TEXT NOT NULL DEFAULT '';
		ALTER TABLE feeds ADD COLUMN user_agent TEXT NOT NULL DEFAULT '';
		ALTER TABLE feeds ADD COLUMN header TEXT NOT NULL DEFAULT '';
		ALTER TABLE feeds ADD COLUMN cookie TEXT NOT NULL DEFAULT '';
		ALTER TABLE feeds ADD COLUMN insecure INTEGER NOT NULL DEFAULT 0;
		ALTER TABLE feeds ADD COLUMN pin TEXT NOT NULL DEFAULT '';
		ALTER TABLE feeds ADD COLUMN proxy TEXT NOT NULL DEFAULT '';
		UPDATE feeds SET token = 'bearer' WHERE user = 'ada'`)
}

func app(name string) private.AppPassword {
	return private.AppPassword{Name: name, Hash: []byte("the hash of " + name), Made: time.Unix(1700000000, 0).UTC()}
}

// A file of the second version is read as it is and migrated where it is written;
// one that cannot be written is not opened for passwords.
func TestVersion2(t *testing.T) {
	ctx := t.Context()
	path := filepath.Join(t.TempDir(), private.File)
	version2(t, path)
	if f, ok := load(t, path).Feed("https://a.example/"); !ok || f.Token != "bearer" {
		t.Errorf("%+v", f)
	}
	if _, err := private.OpenRead(ctx, path); !errors.Is(err, private.ErrOlder) {
		t.Errorf("an older file is opened for reading: %v", err)
	}
	db := open(t, path)
	if _, err := db.AddAppPassword(ctx, app("phone")); err != nil {
		t.Fatal(err)
	}
	if f, ok := load(t, path).Feed("https://a.example/"); !ok || f.Token != "bearer" || f.User != "ada" {
		t.Errorf("after the migration: %+v", f)
	}
	read, err := private.OpenRead(ctx, path)
	if err != nil {
		t.Fatal(err)
	}
	defer read.Close() //nolint:errcheck // a test's
	if all, err := read.AppPasswords(ctx); err != nil || len(all) != 1 || all[0].Name != "phone" {
		t.Errorf("%+v, %v", all, err)
	}
	_, err = read.AddAppPassword(ctx, app("x"))
	if !private.IsReadOnly(err) {
		t.Errorf("a write to a file for reading: %v", err)
	}
}

// A backup brings the passwords that are missing. Those that were removed here
// stay removed, and those that were removed there are removed here; sessions are
// not taken over.
func TestMergePasswords(t *testing.T) {
	ctx := t.Context()
	dir := t.TempDir()
	now := time.Unix(1700000000, 0)
	add := func(db *private.DB, names ...string) {
		for _, name := range names {
			if _, err := db.AddAppPassword(ctx, app(name)); err != nil {
				t.Fatal(err)
			}
		}
	}
	remove := func(db *private.DB, names ...string) {
		for _, name := range names {
			if ok, err := db.RemoveAppPassword(ctx, name, now); err != nil || !ok {
				t.Fatal(ok, err)
			}
		}
	}
	old := open(t, filepath.Join(dir, "old.db"))
	add(old, "both", "removed here", "removed there", "only there")
	if err := old.SetTypedPassword(ctx, "old phc", now); err != nil {
		t.Fatal(err)
	}
	here := open(t, filepath.Join(dir, "here.db"))
	add(here, "both", "removed here", "removed there", "only here")
	remove(here, "removed here")
	remove(old, "removed there")
	if _, err := old.AddSession(ctx, private.Session{Hash: []byte("s"), Password: []byte("p"), Made: now, Used: now, Ends: now.Add(time.Hour)}); err != nil {
		t.Fatal(err)
	}
	same := private.AppPassword{Name: "only here", Hash: []byte("another with its name"), Made: now}
	if _, err := old.AddAppPassword(ctx, same); err != nil {
		t.Fatal(err)
	}
	if err := private.CopyTo(ctx, filepath.Join(dir, "old.db"), filepath.Join(dir, "copy.db")); err != nil {
		t.Fatal(err)
	}
	backup := load(t, filepath.Join(dir, "copy.db"))
	for range 2 {
		if err := here.Merge(ctx, backup); err != nil {
			t.Fatal(err)
		}
	}
	names := func(db *private.DB) (all []string) {
		apps, err := db.AppPasswords(ctx)
		if err != nil {
			t.Fatal(err)
		}
		for _, a := range apps {
			all = append(all, a.Name)
		}
		return all
	}
	if d := cmp.Diff([]string{"both", "only here", "only there"}, names(here)); d != "" {
		t.Error(d)
	}
	if _, ok, err := here.AppPassword(ctx, same.Hash); ok || err != nil {
		t.Errorf("another password took the name of one that is here: %v", err)
	}
	if phc, err := here.TypedPassword(ctx); err != nil || phc != "old phc" {
		t.Errorf("%q, %v", phc, err)
	}
	if all, err := here.Sessions(ctx, now); err != nil || len(all) > 0 {
		t.Errorf("sessions: %v, %v", all, err)
	}
	if err := here.SetTypedPassword(ctx, "new phc", now); err != nil {
		t.Fatal(err)
	}
	if err := here.Merge(ctx, backup); err != nil {
		t.Fatal(err)
	}
	if phc, err := here.TypedPassword(ctx); err != nil || phc != "new phc" {
		t.Errorf("a backup replaced %q, %v", phc, err)
	}
}
