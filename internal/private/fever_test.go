package private_test

import (
	"path/filepath"
	"testing"

	"newsarchive/internal/private"
)

// version3 writes a file as the third version of the program did.
func version3(t *testing.T, path string) {
	t.Helper()
	version2(t, path)
	execute(t, path, `PRAGMA user_version = 3;
		CREATE TABLE app_passwords (id INTEGER PRIMARY KEY, name TEXT NOT NULL, hash BLOB NOT NULL UNIQUE, write INTEGER NOT NULL,
			made INTEGER NOT NULL, used INTEGER NOT NULL, removed INTEGER NOT NULL) STRICT;
		CREATE UNIQUE INDEX app_passwords_name ON app_passwords (name) WHERE removed = 0;
		CREATE TABLE typed_password (one INTEGER PRIMARY KEY CHECK (one = 1), hash TEXT NOT NULL, made INTEGER NOT NULL) STRICT;
		CREATE TABLE sessions (id INTEGER PRIMARY KEY AUTOINCREMENT, hash BLOB NOT NULL UNIQUE, password BLOB NOT NULL, client TEXT NOT NULL,
			made INTEGER NOT NULL, used INTEGER NOT NULL, ends INTEGER NOT NULL) STRICT;
		INSERT INTO app_passwords VALUES (1, 'phone', x'01', 1, 1700000000, 0, 0), (2, 'old', x'02', 0, 1600000000, 0, 1650000000)`)
}

// TestVersion3 promises that the passwords of the third version are read from a
// file and from a backup, and that Fever's API takes none of them.
func TestVersion3(t *testing.T) {
	ctx := t.Context()
	path, other := filepath.Join(t.TempDir(), private.File), filepath.Join(t.TempDir(), private.File)
	version3(t, path)
	backup := load(t, path)
	into := open(t, other)
	if err := into.Merge(ctx, backup); err != nil {
		t.Fatal(err)
	}
	for _, db := range []*private.DB{into, open(t, path)} {
		p, ok, err := db.AppPassword(ctx, []byte{1})
		if err != nil || !ok || p.Name != "phone" || !p.Write || p.Fever != nil {
			t.Errorf("%+v, %v, %v", p, ok, err)
		}
		if at, err := db.FirstAppPassword(ctx); err != nil || at.Unix() != 1600000000 {
			t.Errorf("the first was made at %v, %v", at, err)
		}
		tablet := app("tablet")
		tablet.Fever = []byte("key")
		if _, err := db.AddAppPassword(ctx, tablet); err != nil {
			t.Fatal(err)
		}
		if p, ok, err := db.FeverPassword(ctx, []byte("key")); err != nil || !ok || p.Name != "tablet" {
			t.Errorf("%+v, %v, %v", p, ok, err)
		}
	}
	again := open(t, filepath.Join(t.TempDir(), private.File))
	if err := again.Merge(ctx, load(t, other)); err != nil {
		t.Fatal(err)
	}
	if p, ok, err := again.FeverPassword(ctx, []byte("key")); err != nil || !ok || p.Name != "tablet" {
		t.Errorf("a backup of the fourth version: %+v, %v, %v", p, ok, err)
	}
}
