package main

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"newsarchive/internal/archive"
	"newsarchive/internal/feed"
	"newsarchive/internal/format"
	"newsarchive/internal/news"
	"newsarchive/store"
)

var update = flag.Bool("update", false, "write the golden files anew")

// answerForTests has text that is hard to print: CJK, marks, control characters,
// pipes, quotes and a passage.
func answerForTests() archive.Answer {
	day := time.Date(2026, 1, 14, 9, 40, 0, 0, time.UTC)
	one := archive.Hit{
		Story: news.Story{
			ID: 7, Link: "https://news.example/a?b=1&c=2", Title: `Korea "and" Japan | agree` + "\x1b[31m, at a summit", Publisher: "Reuters",
			Site: "reuters.com", Author: "A. Writer", Language: "en", Effective: news.Instant(day), FirstSeen: day.Add(time.Hour), Tags: []string{"mine"},
		},
		Score: 0.25, Listing: store.Listing{Item: 3, GUID: "CBMi1", Chain: 2, Position: 1, Feeds: []string{"world"}, Tags: []string{"korea", "japan"}},
		TitleMarks: []archive.Mark{{Start: 0, End: 5}},
	}
	two := archive.Hit{
		Story: news.Story{
			ID: 12, Link: "https://news.example/jp", Title: "高市首相、日韓首脳会談でシャトル外交の継続を確認し、奈良で記者会見を開いた", Publisher: "日本経済新聞",
			Language: "ja", Effective: news.Day(2026, 1, 13), FirstSeen: day,
		},
		Passage: archive.Passage{Text: "…Seoul & Tokyo: korea <again>", Marks: []archive.Mark{{Start: 18, End: 23}}},
	}
	return archive.Answer{
		Query: "korea", Total: 6, Took: 2100 * time.Microsecond, Groups: []archive.Group{
			{Event: 5, Chain: 2, Matched: 5, Total: 5, Stories: []archive.Hit{one}, Others: []string{"The Guardian", "AP News"}, FirstSeen: day, FirstBy: "AP News"},
			{Event: 12, Chain: 9, Matched: 1, Total: 1, Stories: []archive.Hit{two}},
		},
		Span: &store.Span{Clusters: 2, Publishers: 4, First: "2026-01-13", Last: "2026-01-14"},
	}
}

func TestGoldenFormats(t *testing.T) {
	for _, name := range format.Names() {
		var b bytes.Buffer
		a := newApp(nil, &b, &b)
		o := searchOptions{formatOptions: formatOptions{format: name}}
		o.Text = "korea"
		if err := a.write(&b, answerForTests(), o, time.UTC); err != nil {
			t.Fatal(err)
		}
		golden(t, "format."+name, b.Bytes())
		if name == "rss" || name == "atom" {
			checkFeed(t, b.Bytes())
		}
	}
}

// checkFeed reads a feed as the archive itself reads feeds.
func checkFeed(t *testing.T, raw []byte) {
	doc, err := feed.Parse(t.Context(), raw, feed.Options{URL: "https://localhost/feed"})
	if err != nil || len(doc.Faults) > 0 || len(doc.Items) != 2 {
		t.Fatalf("%v, faults %v, %d items", err, doc.Faults, len(doc.Items))
	}
	if it := doc.Items[0]; it.Link != "https://news.example/a?b=1&c=2" || it.Published.String() != "2026-01-14T09:40:00Z" {
		t.Errorf("link %s, published %s", it.Link, it.Published)
	}
}

func TestGoldenTerminal(t *testing.T) {
	for _, width := range []int{20, 80, 200} {
		for _, colour := range []bool{false, true} {
			var b bytes.Buffer
			a := newApp(nil, &b, &b)
			a.out.Terminal, a.out.Colour, a.out.Width = true, colour, width
			if err := a.answer(answerForTests(), searchOptions{formatOptions: formatOptions{format: "table"}}, time.UTC); err != nil {
				t.Fatal(err)
			}
			name := fmt.Sprintf("terminal-%d", width)
			if colour {
				name += "-colour"
			}
			golden(t, name, b.Bytes())
		}
	}
}

func TestOnlyWebAddressesAreOpened(t *testing.T) {
	for _, link := range []string{"", "file:///etc/passwd", "javascript:alert(1)", "-x", "https://", "calc.exe"} {
		if browse(t.Context(), link) == nil {
			t.Errorf("%q was opened", link)
		}
	}
}

func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	path := filepath.Join("..", "..", "testdata", "golden", name)
	if *update {
		if err := os.WriteFile(path, got, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(got)); diff != "" {
		t.Errorf("%s (-want +got):\n%s", name, diff)
	}
}
