package mcp

import (
	"database/sql"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	sdk "github.com/modelcontextprotocol/go-sdk/mcp"
	_ "modernc.org/sqlite"

	"newsarchive/internal/archive"
)

// BenchmarkMillion measures searches of a million stories and 500 feeds that were
// fetched for sixty days, each as an assistant gets it. $ARCHIVE_MILLION is an
// archive that BenchmarkMillion of internal/archive has made.
func BenchmarkMillion(b *testing.B) {
	from := os.Getenv("ARCHIVE_MILLION")
	if from == "" {
		b.Skip("needs $ARCHIVE_MILLION, an archive of a million stories; see docs/performance.md")
	}
	dir := b.TempDir()
	if err := os.CopyFS(dir, os.DirFS(from)); err != nil {
		b.Fatal(err)
	}
	followed(b, dir)
	keeper := archive.NewKeeper(dir, archive.Options{})
	b.Cleanup(func() {
		if err := keeper.Close(); err != nil {
			b.Error(err)
		}
	})
	here, there := sdk.NewInMemoryTransports()
	if _, err := New(keeper, Options{Version: "test"}).sdk.Connect(b.Context(), here, nil); err != nil {
		b.Fatal(err)
	}
	client, err := sdk.NewClient(&sdk.Implementation{Name: "test", Version: "1"}, nil).Connect(b.Context(), there, nil)
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = client.Close() })
	call := func(b *testing.B, tool string, args map[string]any) {
		res, err := client.CallTool(b.Context(), &sdk.CallToolParams{Name: tool, Arguments: args})
		if err != nil || res.IsError {
			b.Fatalf("%v %+v", err, res)
		}
	}
	began := time.Now()
	call(b, "search", map[string]any{"query": "kazakhstan"})
	b.Logf("the first search, which opens the archive and reads the fetch log: %v", time.Since(began))
	for _, query := range []string{"kazakhstan", "trump", "south korea japan summit", `"white house"`, "trump date:2025-10", "minist*"} {
		b.Run(strings.ReplaceAll(query, " ", "_"), func(b *testing.B) {
			for b.Loop() {
				call(b, "search", map[string]any{"query": query})
			}
		})
	}
	b.Run("nothing_but_the_transport", func(b *testing.B) {
		for b.Loop() {
			if err := client.Ping(b.Context(), nil); err != nil {
				b.Fatal(err)
			}
		}
	})
}

// followed adds feeds with a fetch log, of which some days are missing.
func followed(b *testing.B, dir string) {
	b.Helper()
	db, err := sql.Open("sqlite", "file:"+archive.DatabasePath(dir))
	if err != nil {
		b.Fatal(err)
	}
	defer db.Close() //nolint:errcheck // a test
	tx, err := db.BeginTx(b.Context(), nil)
	if err != nil {
		b.Fatal(err)
	}
	do := func(statement string, args ...any) {
		if _, err := tx.ExecContext(b.Context(), statement, args...); err != nil {
			b.Fatal(err)
		}
	}
	now := time.Now().UTC()
	for f := range 500 {
		id := 1_000_000 + f
		do(`INSERT INTO feeds (id, url, followed, added) VALUES (?, ?, 1, ?)`, id, fmt.Sprintf("https://f%d.example/rss", f), now.Format(time.RFC3339))
		for day := range 60 {
			if (day+f)%11 > 0 {
				do(`INSERT INTO fetches (feed_id, url, at, outcome, took, bytes, items, new_items, new_stories, error) VALUES (?, 'u', ?, 'unchanged', 1, 0, 0, 0, 0, '')`, id, now.AddDate(0, 0, -day).Format("2006-01-02T15:04:05Z"))
			}
		}
	}
	if err := tx.Commit(); err != nil {
		b.Fatal(err)
	}
}
