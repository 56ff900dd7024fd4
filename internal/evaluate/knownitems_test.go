package evaluate_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"newsarchive/internal/archive"
	"newsarchive/internal/evaluate"
)

// TestKnownItems promises that posts which share a headline find it at least as
// well as FTS5 finds it, and that the same headlines make the same posts.
func TestKnownItems(t *testing.T) {
	t.Setenv("TMPDIR", t.TempDir())
	var lines strings.Builder
	lines.WriteString("edition\ttitle\tpublisher\n")
	word := func(i int) string {
		return strings.Repeat(string(rune('a'+i%26)), 2) + string(rune('a'+i/26%26)) + "ost"
	}
	for i := range 60 {
		fmt.Fprintf(&lines, "en\t%s %s after %s in %s and %s\tThe Paper %d\n", word(7*i), word(11*i+1), word(13*i+2), word(5*i+3), word(17*i+4), i%5)
	}
	dir := t.TempDir()
	for _, folder := range []string{"a", "b"} {
		if err := evaluate.KnownItems(strings.NewReader(lines.String()), filepath.Join(dir, folder)); err != nil {
			t.Fatal(err)
		}
	}
	read := func(folder string) string {
		b, err := os.ReadFile(filepath.Join(dir, folder, "topics.tsv"))
		if err != nil {
			t.Fatal(err)
		}
		return string(b)
	}
	topics := read("a")
	if topics != read("b") || strings.Count(topics, "\n") != 60 {
		t.Error("the posts differ from run to run, or some are missing")
	}
	for line := range strings.Lines(topics) {
		if n := len(strings.Fields(line)); n < 30 {
			t.Errorf("%d words: %s", n, line)
		}
	}
	f, err := evaluate.Search(t.Context(), filepath.Join(dir, "a"), false, archive.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if s := evaluate.Summarise(f.Topics); s.Ratio < 0.98 {
		t.Errorf("MAP %.4f, FTS5 %.4f", s.Ours.MAP, s.FTS5.MAP)
	}
	if err := evaluate.KnownItems(strings.NewReader("no header\n"), dir); err == nil {
		t.Error("lines without a header are read")
	}
}
