package archive_test

import (
	"bufio"
	"encoding/json"
	"fmt"
	"html"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
	"time"

	"newsarchive/internal/news"

	"newsarchive/internal/archive"
	"newsarchive/internal/corpus"
	"newsarchive/internal/feed"
)

// BenchmarkElements imports items with and without the elements that they were
// read from, by turns: headlines, items whose elements have some 4 KB, and those
// of the real feeds. It prints items a second until all are durable and until
// all are found, in parts of those without elements, and the share of the
// database that elements take.
func BenchmarkElements(b *testing.B) {
	for _, c := range []struct {
		name  string
		items func(testing.TB) []news.Item
	}{{"headlines", headlineItems}, {"4KB", longItems}, {"real", realItems}} {
		b.Run(c.name, func(b *testing.B) {
			items := c.items(b)
			var with, without imports
			for b.Loop() {
				with.add(b, items)
				without.add(b, plainItems(items))
			}
			b.ReportMetric(with.rate(with.durable), "durable/s")
			b.ReportMetric(with.rate(with.found), "found/s")
			b.ReportMetric(without.rate(without.durable), "plain-durable/s")
			b.ReportMetric(without.rate(without.found), "plain-found/s")
			b.ReportMetric(100*with.durable.Seconds()/without.durable.Seconds(), "%time")
			b.ReportMetric(100*float64(with.bytes-without.bytes)/float64(with.bytes), "%size")
		})
	}
}

// imports is the sum of several imports of the same items.
type imports struct {
	items          int
	durable, found time.Duration
	bytes          int64 // of the databases
}

func (i *imports) rate(took time.Duration) float64 { return float64(i.items) / took.Seconds() }

func (i *imports) add(b *testing.B, items []news.Item) {
	b.Helper()
	path := filepath.Join(b.TempDir(), "items.ndjson")
	writeItems(b, path, items)
	a := newArchive(b)
	began := time.Now()
	var durable time.Duration
	got, err := a.Import(b.Context(), []string{path}, archive.ImportOptions{Progress: func(_, total int) {
		if total == 0 {
			durable = time.Since(began)
		}
	}})
	if err != nil || got.Failed > 0 {
		b.Fatal(got.Faults, err)
	}
	i.found += time.Since(began)
	i.durable += durable
	i.items += len(items)
	stats, err := a.Stats(b.Context())
	if err != nil {
		b.Fatal(err)
	}
	i.bytes += stats.DatabaseBytes
}

func writeItems(tb testing.TB, path string, items []news.Item) {
	tb.Helper()
	f, err := os.Create(path)
	if err != nil {
		tb.Fatal(err)
	}
	w := bufio.NewWriter(f)
	e := json.NewEncoder(w)
	for i := range items {
		if err := e.Encode(&items[i]); err != nil {
			tb.Fatal(err)
		}
	}
	if err := w.Flush(); err != nil {
		tb.Fatal(err)
	}
	if err := f.Close(); err != nil {
		tb.Fatal(err)
	}
}

func plainItems(items []news.Item) []news.Item {
	plain := make([]news.Item, len(items))
	for i := range items {
		plain[i] = items[i]
		plain[i].Raw = nil
	}
	return plain
}

// headlineItems returns headlines with the elements of an ordinary feed.
func headlineItems(tb testing.TB) (items []news.Item) {
	for i, h := range corpus.Headlines(tb, 20_000) {
		items = append(items, withElement(h.Item(i)))
	}
	return items
}

// longItems returns items with texts, whose elements have some 4 KB.
func longItems(tb testing.TB) (items []news.Item) {
	texts := corpus.Texts(tb, 3000)
	for i, h := range corpus.Headlines(tb, len(texts)) {
		it := h.Item(i)
		it.Text = texts[i][:min(len(texts[i]), 3400)]
		it.Content = "<p>" + html.EscapeString(it.Text) + "</p>"
		items = append(items, withElement(it))
	}
	return items
}

func withElement(it news.Item) news.Item {
	it.Raw = &news.Raw{
		Address: "https://" + it.Stories[0].Site + "/feed.xml", Head: `<rss version="2.0"><channel><title>` + it.Stories[0].Publisher + `</title>`,
		Element: fmt.Sprintf("<item>\n<title>%s</title>\n<link>%s</link>\n<guid isPermaLink=\"true\">%s</guid>\n<pubDate>%s</pubDate>\n<description>%s</description>\n</item>",
			html.EscapeString(it.Title), it.Link, it.GUID, it.PublishedRaw, html.EscapeString(it.Content)),
	}
	return it
}

// realItems returns the items of the real feeds.
func realItems(tb testing.TB) (items []news.Item) {
	n := 0
	err := filepath.WalkDir(corpus.Path(tb, "feeds", "real"), func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		body, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		n++
		url := fmt.Sprintf("https://site%d.example/feed", n)
		// What is broken ends with an error, after the items before it.
		doc, _ := feed.Parse(tb.Context(), body, feed.Options{URL: url})
		for k := range doc.Items {
			it := doc.Items[k]
			it.FirstSeen = time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
			it.Feed = news.Feed{URL: url}
			items = append(items, it)
		}
		return nil
	})
	if err != nil {
		tb.Fatal(err)
	}
	return items
}
