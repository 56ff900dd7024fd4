package archive_test

import (
	"context"
	"fmt"
	"log"
	"os"
	"path/filepath"
	"strings"

	"newsarchive/internal/archive"
)

// An archive is created, an item is imported from a line of NDJSON, and its
// story is found by a word of its headline.
func Example() {
	ctx := context.Background()
	dir, err := os.MkdirTemp("", "archive-example-")
	if err != nil {
		log.Fatal(err)
	}
	defer os.RemoveAll(dir) //nolint:errcheck // a temporary folder

	a, err := archive.Create(ctx, filepath.Join(dir, "news"), archive.Options{})
	if err != nil {
		log.Fatal(err)
	}
	defer a.Close() //nolint:errcheck // what was imported is committed

	const line = `{"title":"Harbour opens after storm","link":"https://news.example/harbour","published":"2026-01-14"}`
	imported, err := a.Import(ctx, []string{"-"}, archive.ImportOptions{
		Format: archive.FormatNDJSON, Stdin: strings.NewReader(line),
	})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println("items imported:", imported.Read)

	answer, err := a.Search(ctx, archive.SearchOptions{
		Question: archive.Question{Text: "harbour date:2026-01"},
		Page:     archive.Page{Sort: archive.SortNewest, Size: 20},
	})
	if err != nil {
		log.Fatal(err)
	}
	for _, g := range answer.Groups {
		hit := g.Stories[0]
		fmt.Println(hit.Published, hit.Title, "-", hit.Publisher)
	}
	// Output:
	// items imported: 1
	// 2026-01-14 Harbour opens after storm - news.example
}
