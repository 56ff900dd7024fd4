package post

import (
	"strings"
	"testing"
)

// Ten megabytes are read and come back as they were.
func TestParseLarge(t *testing.T) {
	raw := "---\ntitle: x\n---\n" + strings.Repeat("All work and no play.\n", 10<<20/22)
	item := mustParse(t, []byte(raw), "x.md")
	if out, err := Format(item); err != nil || string(out) != raw {
		t.Errorf("not the same: %v", err)
	}
	if len(item.Content) != len(raw)-len("---\ntitle: x\n---\n")-1 {
		t.Errorf("content of %d bytes", len(item.Content))
	}
}
