package post

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// Any bytes give an error that names the file, or an item that comes back byte
// for byte and can be written and read again.
func FuzzParse(f *testing.F) {
	files, err := filepath.Glob(filepath.Join("..", "..", "testdata", "posts", "*.md"))
	if err != nil || len(files) == 0 {
		f.Fatalf("no posts: %v", err)
	}
	for _, file := range files {
		raw, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(raw)
	}
	f.Add([]byte("---\na: &a [*a]\n---\nx"))
	f.Add([]byte("+++\na.b = [{c = 1}]\ntitle='x'\n+++\n"))
	f.Fuzz(func(t *testing.T, raw []byte) {
		item, err := Parse(raw, "f.md")
		if err != nil {
			if !strings.HasPrefix(err.Error(), "f.md:") {
				t.Fatalf("error without a place: %v", err)
			}
			return
		}
		out, err := Format(item)
		if err != nil || !bytes.Equal(out, raw) {
			t.Fatalf("not the same bytes: %v", err)
		}
		item.Post = nil
		if out, err = Format(item); err != nil {
			t.Fatal(err)
		}
		again, err := Parse(out, "f.md")
		if err != nil {
			t.Fatalf("written anew it cannot be read: %v\n%s", err, out)
		}
		if again.Title != title(item) || again.Link != item.Link || again.Published != item.Published {
			t.Fatalf("written anew it says something else:\n%s", out)
		}
	})
}

func BenchmarkParse(b *testing.B) {
	raw := fixture(b, "written-cluster.md")
	b.SetBytes(int64(len(raw)))
	for b.Loop() {
		if _, err := Parse(raw, "x.md"); err != nil {
			b.Fatal(err)
		}
	}
}
