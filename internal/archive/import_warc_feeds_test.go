package archive_test

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"newsarchive/internal/archive"
	"newsarchive/store"

	"github.com/google/go-cmp/cmp"
)

const pastFeed = "https://harbour.example/rss"

// feedRecord is a response with a feed of the entries 1, 2 …
func feedRecord(date, contentType string, entries ...int) string {
	var items strings.Builder
	for _, n := range entries {
		fmt.Fprintf(&items, `<item><guid isPermaLink="false">h-%d</guid><title>Ship number %d comes into the harbour</title><link>https://harbour.example/%d</link></item>`, n, n, n)
	}
	return record(pastFeed, date, "HTTP/1.1 200 OK\r\nContent-Type: "+contentType+"\r\n\r\n"+
		`<?xml version="1.0"?><rss version="2.0"><channel><title>Harbour News</title>`+items.String()+`</channel></rss>`)
}

func warcFile(t *testing.T, records ...string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "crawl") // known by its content
	if err := os.WriteFile(path, []byte(strings.Join(records, "")), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// lived tells from when to when the feed's items listed their stories.
func lived(t *testing.T, a *archive.Archive) (all []string) {
	t.Helper()
	for it, err := range a.Items(t.Context(), store.ItemFilter{}) {
		if err != nil {
			t.Fatal(err)
		}
		for _, y := range it.Stories[0].Appearances {
			text := it.GUID + " from " + y.FirstSeen.Format("2006-01-02")
			if !y.Gone.IsZero() {
				text += " to " + y.Gone.Format("2006-01-02")
			}
			all = append(all, text)
		}
	}
	slices.Sort(all)
	return all
}

// TestPastFeeds promises that what a feed sent is imported as fetches of the past,
// in the order of their dates whatever that of the file is; that importing again
// changes nothing; and that the feed may be followed before or after.
func TestPastFeeds(t *testing.T) {
	t.Parallel()
	path := warcFile(t,
		feedRecord("2020-03-03T00:00:00Z", "application/rss+xml", 3, 4),
		record("https://harbour.example/page", "2020-01-01T00:00:00Z", "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"+storyPage("7")),
		feedRecord("2020-01-01T00:00:00Z", "text/html", 1, 2), // a wrong type
		feedRecord("2020-02-02T00:00:00Z", "application/octet-stream", 2, 3),
	)
	a := newArchive(t)
	got, err := a.Import(t.Context(), []string{path}, archive.ImportOptions{})
	if err != nil || got.Failed > 0 || got.Feeds.Documents != 3 || got.Feeds.Older != 0 || got.Feeds.Items != 4 || got.Pages.Texts != 1 || got.Items != 5 {
		t.Fatalf("%+v %v", got, err)
	}
	want := []string{
		"h-1 from 2020-01-01 to 2020-02-02", "h-2 from 2020-01-01 to 2020-03-03", "h-3 from 2020-02-02", "h-4 from 2020-03-03",
	}
	ofFeed := func(all []string) []string {
		return slices.DeleteFunc(all, func(s string) bool { return !strings.HasPrefix(s, "h-") })
	}
	if diff := cmp.Diff(want, ofFeed(lived(t, a))); diff != "" {
		t.Error(diff)
	}
	if n := total(t, a, `feed:"Harbour News" seen:2020-01`); n != 2 {
		t.Errorf("%d stories of January", n)
	}
	got, err = a.Import(t.Context(), []string{path}, archive.ImportOptions{})
	if err != nil || got.Failed > 0 || got.Feeds.Older != 3 || got.Items+got.Stories+got.Changed > 0 {
		t.Errorf("again: %+v %v", got, err)
	}
	if diff := cmp.Diff(want, ofFeed(lived(t, a))); diff != "" {
		t.Error("again:", diff)
	}

	// The archive had fetched the feed before: what the file has is older.
	b := newArchive(t)
	if got, err = b.Import(t.Context(), []string{warcFile(t, feedRecord("2021-01-01T00:00:00Z", "application/rss+xml", 4, 5))}, archive.ImportOptions{}); err != nil || got.Feeds.Items != 2 {
		t.Fatalf("%+v %v", got, err)
	}
	for again := range 2 {
		got, err = b.Import(t.Context(), []string{path}, archive.ImportOptions{})
		if err != nil || got.Failed > 0 || got.Feeds.Older != 3 || again > 0 && got.Items+got.Stories+got.Changed > 0 {
			t.Errorf("older: %+v %v", got, err)
		}
	}
	st, err := b.Stats(t.Context())
	if err != nil || st.Stories != 6 {
		t.Errorf("%d stories, want five ships and the page: %v", st.Stories, err)
	}
	if n := total(t, b, `feed:"Harbour News" seen:2020`); n != 4 {
		t.Errorf("%d stories were first seen in the file", n)
	}
}

// TestHostilePastFeeds promises that a feed that is broken, of the future or of no
// time costs itself only.
func TestHostilePastFeeds(t *testing.T) {
	t.Parallel()
	rss := "HTTP/1.1 200 OK\r\nContent-Type: application/rss+xml\r\n\r\n"
	path := warcFile(t,
		feedRecord("9998-01-01T00:00:00Z", "application/rss+xml", 1),
		feedRecord("0001-01-01T00:00:00Z", "application/rss+xml", 2),
		record(pastFeed, "2020-01-01T00:00:00Z", rss+"<rss"+strings.Repeat("<x>", 1<<18)),
		record(pastFeed, "2020-01-02T00:00:00Z", "HTTP/1.1 500 Oh\r\nContent-Type: application/rss+xml\r\n\r\n<rss></rss>"),
		record("https://page.example/", "2020-01-02T00:00:00Z", "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<html>&lt;rss <rss></html>"),
		feedRecord("2020-01-03T00:00:00Z", "application/rss+xml", 3),
	)
	a := newArchive(t)
	for range 2 {
		got, err := a.Import(t.Context(), []string{path}, archive.ImportOptions{})
		if err != nil || got.Failed != 2 || got.Feeds.Documents != 3 {
			t.Fatalf("%+v %v %v", got, got.Faults, err)
		}
	}
	if n := total(t, a, "seen:2030..") + total(t, a, "seen:..1999"); n > 0 {
		t.Errorf("%d stories of no time", n)
	}
	if n := total(t, a, "ship"); n != 2 {
		t.Errorf("%d stories, want 2", n)
	}
}
