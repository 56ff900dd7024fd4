package store

import (
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"
)

// TestMappedFileCutShort promises that a mapped file which is cut short while it
// is read is reported as damage, and does not crash the program.
func TestMappedFileCutShort(t *testing.T) {
	path := filepath.Join(t.TempDir(), "archive.db")
	s, err := Create(t.Context(), path, time.UTC)
	if err == nil {
		err = s.Close()
	}
	if err != nil {
		t.Fatal(err)
	}
	db, err := openCopy(path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()      //nolint:errcheck // read only
	db.SetMaxOpenConns(1) // which has mapped the file when it is cut
	cut := false
	_, err = checkIntegrity(t.Context(), db, func(int, int) {
		if !cut {
			cut = true
			if err := os.Truncate(path, 0); err != nil {
				t.Error(err)
			}
		}
	})
	if !errors.Is(err, ErrDamaged) {
		t.Errorf("the error of a file cut short is %v", err)
	}
}
