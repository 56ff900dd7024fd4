package archive_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"testing"

	"newsarchive/internal/news"

	"newsarchive/internal/archive"
	"newsarchive/internal/corpus"
	"newsarchive/store"
)

func newArchive(tb testing.TB) *archive.Archive {
	tb.Helper()
	a, err := archive.Create(tb.Context(), filepath.Join(tb.TempDir(), "archive"), archive.Options{})
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() {
		if err := a.Close(); err != nil {
			tb.Error(err)
		}
	})
	return a
}

// BenchmarkSync follows 200 feeds of 50 items on loopback: fetched, saved and
// indexed; then the same again, answered with 304.
func BenchmarkSync(b *testing.B) {
	const feeds, items = 200, 50
	headlines := corpus.Headlines(b, feeds*items)
	bodies := make([]string, feeds)
	for i := range bodies {
		bodies[i] = rss(0, headlines[i*items:(i+1)*items])
	}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("ETag", `"1"`)
		if r.Header.Get("If-None-Match") != "" {
			w.WriteHeader(http.StatusNotModified)
			return
		}
		var n int
		if _, err := fmt.Sscanf(r.URL.Path, "/%d.xml", &n); err != nil {
			b.Error(err)
		}
		_, _ = w.Write([]byte(bodies[n]))
	}))
	defer server.Close()
	for b.Loop() {
		b.StopTimer()
		a := newArchive(b)
		for i := range feeds {
			url := fmt.Sprintf("%s/%d.xml", server.URL, i)
			if _, _, err := a.Follow(b.Context(), news.Feed{URL: url}, 0); err != nil {
				b.Fatal(err)
			}
		}
		b.StartTimer()
		syncAll(b, a, store.OutcomeNew)
		first := b.Elapsed()
		syncAll(b, a, store.OutcomeUnchanged)
		b.ReportMetric(first.Seconds(), "s/new")
		b.ReportMetric((b.Elapsed() - first).Seconds(), "s/unchanged")
	}
}

func syncAll(b *testing.B, a *archive.Archive, want store.Outcome) {
	b.Helper()
	err := a.Sync(b.Context(), archive.SyncOptions{All: true}, func(s archive.Synced) {
		if s.Err != nil || s.Fetch.Outcome != want {
			b.Fatalf("%s: %s, want %s: %v", s.Feed.URL, s.Fetch.Outcome, want, s.Err)
		}
	})
	if err != nil {
		b.Fatal(err)
	}
}

func rss(first int, headlines []corpus.Headline) string {
	var body strings.Builder
	body.WriteString(`<rss version="2.0"><channel><title>News</title>`)
	for i, h := range headlines {
		it := h.Item(first + i)
		fmt.Fprintf(&body, "<item><title><![CDATA[%s]]></title><link>%s</link><guid>%s</guid><pubDate>%s</pubDate></item>", h.Title, it.Link, it.GUID, it.PublishedRaw)
	}
	body.WriteString(`</channel></rss>`)
	return body.String()
}
