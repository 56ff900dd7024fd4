package doctor_test

import (
	"path/filepath"
	"testing"
	"time"

	"newsarchive/internal/archive"
	"newsarchive/internal/doctor"
)

// TestBackedUp promises that an archive knows when it was last backed up, and
// that a backup that fails is not noted.
func TestBackedUp(t *testing.T) {
	dir := t.TempDir()
	at := time.Date(2026, 1, 14, 9, 30, 0, 0, time.UTC)
	o := archive.Options{Now: func() time.Time { return at }}
	ar, err := archive.Create(t.Context(), dir, o)
	if err == nil {
		err = ar.Close()
	}
	if err != nil {
		t.Fatal(err)
	}
	last := func() time.Time {
		t.Helper()
		ar, err := archive.Open(t.Context(), dir, o)
		if err != nil {
			t.Fatal(err)
		}
		defer ar.Close() //nolint:errcheck // it was only read
		when, err := ar.BackedUp(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		return when
	}
	if when := last(); !when.IsZero() {
		t.Errorf("backed up at %s, before any backup", when)
	}
	file := filepath.Join(t.TempDir(), "b.db")
	b, err := doctor.WriteBackup(t.Context(), dir, file, doctor.BackupOptions{Options: o})
	if err != nil || b.Unnoted != nil {
		t.Fatal(err, b.Unnoted)
	}
	if when := last(); !when.Equal(at) {
		t.Errorf("backed up at %s, not %s", when, at)
	}
	first := at
	at = at.Add(time.Hour)
	if _, err := doctor.WriteBackup(t.Context(), dir, file, doctor.BackupOptions{Options: o}); err == nil {
		t.Fatal("a file was replaced")
	}
	if when := last(); !when.Equal(first) {
		t.Errorf("a backup that failed is noted: %s", when)
	}
}
