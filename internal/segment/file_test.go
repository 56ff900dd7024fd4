package segment

import (
	"errors"
	"os"
	"path/filepath"
	"testing"
)

// TestCheckFile promises that the files are where the pattern says, that whole
// files pass, and that one changed byte does not.
func TestCheckFile(t *testing.T) {
	dir, s := onDisk(t, []batch{{add: []*document{newDocument(1, "one two", 3)}}})
	files, err := filepath.Glob(filepath.Join(dir, filepath.Base(FilePattern)))
	if err != nil || len(files) != 1 || Path(s.scorch.Segments()[0].Segment()) != files[0] {
		t.Fatalf("files %v: %v", files, err)
	}
	if err := CheckFile(t.Context(), files[0]); err != nil {
		t.Fatal(err)
	}
	raw, err := os.ReadFile(files[0])
	if err != nil {
		t.Fatal(err)
	}
	raw[len(raw)/2] ^= 1
	other := filepath.Join(t.TempDir(), "other.zap")
	if err := os.WriteFile(other, raw, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := CheckFile(t.Context(), other); !errors.Is(err, ErrDamaged) {
		t.Errorf("a changed byte: %v", err)
	}
}
