package feed

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"newsarchive/internal/news"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "write the golden files anew")

// fixture returns the bytes of a file below testdata/feeds.
func fixture(tb testing.TB, name string) []byte {
	tb.Helper()
	return read(tb, filepath.Join("..", "..", "testdata", "feeds", name))
}

// parseFixture parses a file below testdata/feeds as if it were fetched from
// the server of The Tidewater Post.
func parseFixture(tb testing.TB, name string) (news.Document, error) {
	tb.Helper()
	return Parse(tb.Context(), fixture(tb, name), Options{URL: "https://www.tidewaterpost.example/news/feed"})
}

// The feeds of testdata give the contents of the golden files beside them.
func TestGolden(t *testing.T) {
	paths, err := filepath.Glob(filepath.Join("..", "..", "testdata", "feeds", "*"))
	if err != nil || len(paths) == 0 {
		t.Fatal(paths, err)
	}
	for _, path := range paths {
		if filepath.Ext(path) == ".golden" {
			continue
		}
		golden := path + ".golden"
		doc, err := parseFixture(t, filepath.Base(path))
		got := dump(doc, err)
		if *update {
			if err := os.WriteFile(golden, []byte(got), 0o600); err != nil {
				t.Fatal(err)
			}
			continue
		}
		if diff := cmp.Diff(string(read(t, golden)), got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", path, diff)
		}
	}
}

// dump shows a document as text, without empty fields.
func dump(doc news.Document, err error) string {
	var b strings.Builder
	line := func(indent, name string, value any) {
		if s := strings.ReplaceAll(fmt.Sprint(value), "\n", `\n`); s != "" && s != "false" && s != "[]" {
			fmt.Fprintf(&b, "%s%s: %s\n", indent, name, s)
		}
	}
	if err != nil {
		line("", "error", err)
	}
	line("", "partial", doc.Partial)
	line("", "title", doc.Feed.Title)
	line("", "link", doc.Feed.Link)
	line("", "language", doc.Feed.Language)
	for _, f := range doc.Faults {
		line("", "fault", f.Reason+" | "+f.Raw)
	}
	for _, i := range doc.Items {
		b.WriteString("\nitem\n")
		line("  ", "guid", shorten(i.GUID))
		line("  ", "link", shorten(i.Link))
		line("  ", "related", shorten(i.Related))
		line("  ", "title", i.Title)
		line("  ", "published", i.Published)
		line("  ", "raw", i.PublishedRaw)
		line("  ", "updated", i.Updated)
		line("  ", "author", i.Author)
		line("  ", "summary", i.Summary)
		if !i.Cluster {
			line("  ", "content", i.Content)
		}
		line("  ", "text", i.Text)
		line("  ", "image", i.Image)
		line("  ", "language", i.Language)
		line("  ", "tags", i.Tags)
		line("  ", "cluster", i.Cluster)
		for _, s := range i.Stories {
			b.WriteString("  story\n")
			line("    ", "link", shorten(s.Link))
			line("    ", "title", s.Title)
			line("    ", "publisher", s.Publisher)
			line("    ", "site", s.Site)
			line("    ", "author", s.Author)
			line("    ", "image", s.Image)
			line("    ", "language", s.Language)
		}
	}
	return b.String()
}

// shorten keeps the ends of a long address, whose middle is a token.
func shorten(s string) string {
	if len(s) < 100 {
		return s
	}
	return s[:60] + "…" + s[len(s)-16:]
}

// Every kind of failure has a name that a caller can ask for.
func TestErrors(t *testing.T) {
	for name, want := range map[string]error{
		"":                             ErrEmpty,
		" \r\n\t\xEF\xBB\xBF":          ErrEmpty,
		"<html><body>No</body></html>": ErrHTML,
		"<!-- x --><!DOCTYPE HTML PUBLIC '-//W3C'><head></head>": ErrHTML,
		"<p>Not found</p>":             ErrHTML,
		"just words":                   ErrUnknown,
		"<opml><body/></opml>":         ErrUnknown,
		`{"hello": "world"}`:           ErrUnknown,
		"[1, 2]":                       ErrUnknown,
		"<rss><channel><item><title>x": ErrBroken,
		`{"version": "https://jsonfeed.org/version/1", "items": [{"id": "1", "title": "x"}, {"id"`: ErrBroken,
	} {
		doc, err := Parse(t.Context(), []byte(name), Options{})
		if !errors.Is(err, want) {
			t.Errorf("%q gives %v, want %v", name, err, want)
		}
		if doc.Partial != errors.Is(err, ErrBroken) {
			t.Errorf("%q: partial %v", name, doc.Partial)
		}
	}
}
