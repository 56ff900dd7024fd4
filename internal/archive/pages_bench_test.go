//go:build unix

package archive_test

import (
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"newsarchive/internal/archive"
	"newsarchive/internal/corpus"
	"newsarchive/internal/news"
	"newsarchive/store"
)

// BenchmarkPages fetches, reads, keeps and indexes a thousand real pages, which
// a hundred hosts of this machine serve. It prints the seconds of the whole, on
// the clock and of the processors, the peak of the process's own memory, and how
// large the archive is for each story.
func BenchmarkPages(b *testing.B) {
	const hosts, stories = 100, 1000
	sources := pageSources(b)
	listener, err := (&net.ListenConfig{}).Listen(b.Context(), "tcp", "0.0.0.0:0")
	if err != nil {
		b.Fatal(err)
	}
	port := listener.Addr().(*net.TCPAddr).Port //nolint:errcheck // it is one
	server := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		var n int
		if r.URL.Path == "/feed" {
			var feed strings.Builder
			for i := range stories {
				_, _ = fmt.Fprintf(&feed, `<item><title>Headline %d</title><link>http://127.0.0.%d:%d/%d</link></item>`, i, 1+i%hosts, port, i)
			}
			_, _ = fmt.Fprint(w, `<rss version="2.0"><channel><title>All</title>`+feed.String()+`</channel></rss>`)
		} else if _, err := fmt.Sscanf(r.URL.Path, "/%d", &n); err == nil {
			w.Header().Set("Content-Type", "text/html; charset=utf-8")
			_, _ = w.Write(sources[n%len(sources)])
		} else {
			http.NotFound(w, r)
		}
	}))
	_ = server.Listener.Close()
	server.Listener = listener
	server.Start()
	b.Cleanup(server.Close)
	for b.Loop() {
		a := newArchive(b)
		yes, networks := true, []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")}
		if err := a.EditSettings(b.Context(), store.SettingsEdit{Text: &yes, Networks: &networks}); err != nil {
			b.Fatal(err)
		}
		if _, _, err := a.Follow(b.Context(), news.Feed{URL: fmt.Sprintf("http://127.0.0.1:%d/feed", port)}, 0); err != nil {
			b.Fatal(err)
		}
		if err := a.Sync(b.Context(), archive.SyncOptions{}, func(archive.Synced) {}); err != nil {
			b.Fatal(err)
		}
		memory, began, cpu := watchMemory(b), time.Now(), cpuTime()
		done, err := a.FetchPages(b.Context(), archive.FetchOptions{Limit: stories}, func(archive.FetchedPage) {})
		if err != nil || done.Fetched != stories {
			b.Fatalf("%+v: %v", done, err)
		}
		b.ReportMetric(time.Since(began).Seconds(), "s")
		b.ReportMetric((cpuTime() - cpu).Seconds(), "cpu-s")
		b.ReportMetric(float64(memory()>>20), "MB")
		b.ReportMetric(float64(done.Texts), "texts")
		for _, name := range []string{"archive.db", "pages.db"} {
			info, err := os.Stat(filepath.Join(a.Dir(), name))
			if err != nil {
				b.Fatal(err)
			}
			b.ReportMetric(float64(info.Size())/stories, name+"-bytes/story")
		}
		b.ReportMetric(0, "ns/op")
	}
}

// pageSources returns Mozilla's pages of news and other sites.
func pageSources(b *testing.B) (all [][]byte) {
	b.Helper()
	paths, err := filepath.Glob(corpus.Path(b, "pages", "test", "test-pages") + "/*/source.html")
	if err != nil || len(paths) == 0 {
		b.Fatal("no pages", err)
	}
	for _, path := range paths {
		source, err := os.ReadFile(path)
		if err != nil {
			b.Fatal(err)
		}
		all = append(all, source)
	}
	return all
}
