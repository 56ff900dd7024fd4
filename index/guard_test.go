package index

import (
	"bytes"
	"errors"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/RoaringBitmap/roaring/v2"
	"github.com/blevesearch/mmap-go"
)

// TestGuardOfBleve promises that a panic raised inside bleve's libraries is
// damage, and that its stack is logged.
func TestGuardOfBleve(t *testing.T) {
	var logged bytes.Buffer
	x := Open(t.TempDir(), Options{Log: slog.New(slog.NewTextHandler(&logged, nil))})
	err := guard(func() error {
		var none *roaring.Bitmap
		none.Add(1)
		return nil
	})
	if !errors.Is(err, ErrDamaged) {
		t.Fatalf("a panic inside roaring: %v", err)
	}
	x.logPanic(err)
	if text := logged.String(); !strings.Contains(text, "roaring/v2.(*Bitmap).Add (roaring.go:") || !strings.Contains(text, "TestGuardOfBleve") {
		t.Errorf("the stack is not logged: %s", text)
	}
}

// TestGuardOfMappedMemory promises that a mapped file which is cut short while
// it is read is damage, no matter which code reads it.
func TestGuardOfMappedMemory(t *testing.T) {
	path := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(path, make([]byte, 1<<16), 0o600); err != nil {
		t.Fatal(err)
	}
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close() //nolint:errcheck // read only
	m, err := mmap.Map(f, mmap.RDONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer m.Unmap() //nolint:errcheck // read only
	if err := os.Truncate(path, 0); err != nil {
		t.Fatal(err)
	}
	sum := 0
	err = guard(func() error {
		for _, b := range m {
			sum += int(b)
		}
		return nil
	})
	if !errors.Is(err, ErrDamaged) {
		t.Errorf("a page that is gone: %v, sum %d", err, sum)
	}
}

// TestGuardOfOurs promises that an error of this program is not taken for
// damage: it ends the program, also where bleve calls the code that has it.
func TestGuardOfOurs(t *testing.T) {
	some := roaring.BitmapOf(1, 2, 3)
	for name, work := range map[string]func() error{
		"index":  func() error { return []error{}[len(os.Args)] },
		"nil":    func() error { var h *handle; return h.close() },
		"panic":  func() error { panic("ours") },
		"within": func() error { some.Iterate(func(uint32) bool { return []bool{}[len(os.Args)] }); return nil },
	} {
		var err error
		p := func() (p any) {
			defer func() { p = recover() }()
			err = guard(work)
			return nil
		}()
		if p == nil || err != nil {
			t.Errorf("%s: no panic, but %v", name, err)
		}
	}
}
