package feed

import (
	"bytes"
	"path/filepath"
	"strings"
	"testing"

	"github.com/mmcdole/gofeed"
)

// realFeeds are the feeds found in the wild that gofeed reads as well, for a
// fair comparison; JSON is left out.
func realFeeds(tb testing.TB) (all [][]byte, size int64) {
	tb.Helper()
	for _, path := range files(tb, "feeds", "real") {
		if ext := filepath.Ext(path); ext != ".xml" && ext != ".rss" && ext != ".atom" && ext != ".rdf" {
			continue
		}
		raw := read(tb, path)
		if _, err := gofeed.NewParser().Parse(bytes.NewReader(raw)); err == nil && len(raw) > 4<<10 {
			all = append(all, raw)
			size += int64(len(raw))
		}
	}
	return all, size
}

func BenchmarkParse(b *testing.B) {
	all, size := realFeeds(b)
	b.SetBytes(size)
	b.ReportAllocs()
	for b.Loop() {
		for _, raw := range all {
			if _, err := Parse(b.Context(), raw, Options{URL: "https://example.com/feed"}); err != nil {
				b.Fatal(err)
			}
		}
	}
}

// What gofeed alone does with the same bytes, no texts and no stories made.
func BenchmarkGofeed(b *testing.B) {
	all, size := realFeeds(b)
	b.SetBytes(size)
	b.ReportAllocs()
	for b.Loop() {
		for _, raw := range all {
			if _, err := gofeed.NewParser().Parse(bytes.NewReader(raw)); err != nil {
				b.Fatal(err)
			}
		}
	}
}

// A full window of Google News: 100 clusters.
func BenchmarkGoogle(b *testing.B) {
	text := string(fixture(b, "google-topic.xml"))
	head, rest, _ := strings.Cut(text, "<item>")
	items, _, _ := strings.Cut(rest, "</channel>")
	raw := []byte(head + strings.Repeat("<item>"+items, 20) + "</channel></rss>")
	b.SetBytes(int64(len(raw)))
	b.ReportAllocs()
	for b.Loop() {
		if doc, err := Parse(b.Context(), raw, Options{}); err != nil || len(doc.Items) != 100 {
			b.Fatal(len(doc.Items), err)
		}
	}
}
