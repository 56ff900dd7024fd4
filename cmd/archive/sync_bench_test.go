//go:build unix

package main

import (
	"bytes"
	"database/sql"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"newsarchive/internal/archive"
	"newsarchive/internal/corpus"
)

// cost is what a process took.
type cost struct {
	wall, cpu time.Duration
	kib       int64 // the peak of its own memory, without mapped files
}

// measured runs a command to its end.
func measured(b *testing.B, cmd *exec.Cmd) (c cost) {
	b.Helper()
	var out bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &out
	began := time.Now()
	if err := cmd.Start(); err != nil {
		b.Fatal(err)
	}
	ended := watchMemory(cmd.Process.Pid, &c.kib)
	err := cmd.Wait()
	c.wall = time.Since(began)
	ended()
	if err != nil {
		b.Fatalf("%s: %v\n%.2000s", strings.Join(cmd.Args, " "), err, &out)
	}
	c.cpu = cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()
	return c
}

func (c cost) report(b *testing.B, name string) {
	b.ReportMetric(float64(c.wall.Milliseconds()), name+"-ms")
	b.ReportMetric(float64(c.cpu.Milliseconds()), name+"-cpu-ms")
	b.ReportMetric(float64(c.kib)/1024, name+"-MB")
}

// feedHost serves feeds of real headlines, each below /N.xml, with an ETag.
type feedHost struct {
	*httptest.Server
	bodies []string
}

func newFeedHost(b *testing.B, feeds, items int) *feedHost {
	b.Helper()
	headlines := corpus.Headlines(b, feeds*items)
	if len(headlines) < feeds*items {
		b.Fatalf("%d headlines are too few", len(headlines))
	}
	h := &feedHost{bodies: make([]string, feeds)}
	for n := range h.bodies {
		h.bodies[n] = ordinaryFeed(n, n*items, headlines[n*items:(n+1)*items])
	}
	h.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("ETag", `"1"`)
		if r.Header.Get("If-None-Match") != "" {
			w.WriteHeader(http.StatusNotModified)
			return
		}
		var n int
		if _, err := fmt.Sscanf(r.URL.Path, "/%d.xml", &n); err != nil || n >= len(h.bodies) {
			http.NotFound(w, r)
			return
		}
		_, _ = w.Write([]byte(h.bodies[n]))
	}))
	b.Cleanup(h.Close)
	return h
}

// list writes the addresses of the feeds as a list of newsboat's, and returns its
// path.
func (h *feedHost) list(b *testing.B) string {
	b.Helper()
	path := filepath.Join(b.TempDir(), "urls")
	var list strings.Builder
	for n := range h.bodies {
		fmt.Fprintf(&list, "%s/%d.xml\n", h.URL, n)
	}
	if err := os.WriteFile(path, []byte(list.String()), 0o600); err != nil {
		b.Fatal(err)
	}
	return path
}

// ordinaryFeed is a document of ordinary items, whose addresses are numbered from
// first.
func ordinaryFeed(n, first int, headlines []corpus.Headline) string {
	var body strings.Builder
	fmt.Fprintf(&body, `<rss version="2.0"><channel><title>Feed %d</title>`, n)
	for i, h := range headlines {
		it := h.Item(first + i)
		fmt.Fprintf(&body, "<item><title><![CDATA[%s]]></title><link>%s</link><guid>%s</guid><pubDate>%s</pubDate></item>", h.Title, it.Link, it.GUID, it.PublishedRaw)
	}
	body.WriteString(`</channel></rss>`)
	return body.String()
}

// BenchmarkSyncFeeds follows 1,000 feeds of 100 items on loopback, by whole
// processes: all new until a search finds them, then unchanged; and newsboat
// beside it, where that is installed.
func BenchmarkSyncFeeds(b *testing.B) {
	const feeds, items = 1000, 100
	host := newFeedHost(b, feeds, items)
	urls := host.list(b)
	b.Run("archive", func(b *testing.B) {
		path := program(b)
		for b.Loop() {
			dir := filepath.Join(b.TempDir(), "archive")
			run := func(args ...string) cost {
				return measured(b, exec.Command(path, append([]string{"--dir", dir, "--quiet"}, args...)...)) //nolint:gosec // built above
			}
			run("settings", "networks", "127.0.0.0/8")
			run("feed", "import", urls)
			run("sync", "--all").report(b, "new")
			out, err := exec.Command(path, "--dir", dir, "search", "--count", "*").Output() //nolint:gosec // built above
			if err != nil || strings.TrimSpace(string(out)) != fmt.Sprint(feeds*items) {
				b.Fatalf("a search finds %s: %v", out, err)
			}
			run("sync", "--all").report(b, "unchanged")
			b.ReportMetric(0, "ns/op")
		}
	})
	b.Run("newsboat", func(b *testing.B) { newsboatSyncs(b, urls, feeds*items) })
}

// newsboatSyncs has newsboat fetch the same feeds, as many at a time.
func newsboatSyncs(b *testing.B, urls string, items int) {
	newsboat, err := exec.LookPath("newsboat")
	if err != nil {
		b.Skip("newsboat is not installed")
	}
	for b.Loop() {
		dir := b.TempDir()
		config, cache := filepath.Join(dir, "config"), filepath.Join(dir, "cache.db")
		if err := os.WriteFile(config, []byte("reload-threads 8\n"), 0o600); err != nil {
			b.Fatal(err)
		}
		for _, name := range []string{"new", "unchanged"} {
			cmd := exec.Command(newsboat, "-u", urls, "-c", cache, "-C", config, "-x", "reload") //nolint:gosec // found on the path
			cmd.Env = append(os.Environ(), "HOME="+dir)
			measured(b, cmd).report(b, name)
		}
		db, err := sql.Open("sqlite", cache)
		if err != nil {
			b.Fatal(err)
		}
		var got int
		err = db.QueryRowContext(b.Context(), `SELECT count(*) FROM rss_item`).Scan(&got)
		if closed := db.Close(); err != nil || closed != nil || got != items {
			b.Fatalf("newsboat has %d items: %v", got, err)
		}
		b.ReportMetric(0, "ns/op")
	}
}

// BenchmarkSyncMillion times the whole process of a sync of one feed of 100 items,
// 5 of them new each time, in an archive of a million stories.
func BenchmarkSyncMillion(b *testing.B) {
	const window, fresh, times = 100, 5, 20
	dir, _ := millionDir(b)
	path := program(b)
	headlines := corpus.Headlines(b, window+fresh*(times+1))
	at := 0
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		_, _ = w.Write([]byte(ordinaryFeed(0, at, headlines[at:at+window])))
	}))
	defer server.Close()
	run := func(args ...string) cost {
		return measured(b, exec.Command(path, append([]string{"--dir", dir, "--quiet"}, args...)...)) //nolint:gosec // built above
	}
	name := fmt.Sprintf("bench%d", time.Now().Unix())
	run("feed", "add", "--later", "--name", name, server.URL+"/rss")
	run("sync", name)
	for b.Loop() {
		var all []cost
		for range times {
			at += fresh
			all = append(all, run("sync", name))
		}
		slices.SortFunc(all, func(x, y cost) int { return int(x.wall - y.wall) })
		all[len(all)/2].report(b, "median")
		b.ReportMetric(0, "ns/op")
	}
}

// BenchmarkSearchBesideSync times searches while another process syncs 1,000 feeds
// of 100 new items into the same archive, and after it has ended: the difference
// is what a search waits for a sync, on a machine with a processor to spare.
func BenchmarkSearchBesideSync(b *testing.B) {
	const feeds, items = 1000, 100
	host := newFeedHost(b, feeds, items)
	path := program(b)
	for b.Loop() {
		dir := filepath.Join(b.TempDir(), "archive")
		run := func(args ...string) {
			measured(b, exec.Command(path, append([]string{"--dir", dir, "--quiet"}, args...)...)) //nolint:gosec // built above
		}
		run("settings", "networks", "127.0.0.0/8")
		run("feed", "import", host.list(b))
		a, err := archive.Open(b.Context(), dir, archive.Options{})
		if err != nil {
			b.Fatal(err)
		}
		ended := make(chan struct{})
		go func() {
			defer close(ended)
			run("sync", "--all")
		}()
		beside := searchesUntil(b, a, func(int) bool {
			select {
			case <-ended:
				return true
			default:
				return false
			}
		})
		alone := searchesUntil(b, a, func(n int) bool { return n == 500 })
		for name, took := range map[string][]time.Duration{"beside": beside, "alone": alone} {
			for label, at := range map[string]float64{"p50": 0.5, "p99": 0.99, "max": 1} {
				b.ReportMetric(float64(took[int(at*float64(len(took)-1))].Microseconds())/1000, name+"-"+label+"-ms")
			}
		}
		b.ReportMetric(0, "ns/op")
		if err := a.Close(); err != nil {
			b.Fatal(err)
		}
	}
}

// searchesUntil searches again and again, and returns how long each took, the
// quickest first.
func searchesUntil(b *testing.B, a *archive.Archive, enough func(n int) bool) (took []time.Duration) {
	b.Helper()
	words := []string{"trump", "new", "kazakhstan", "the", "stock market", "korea OR japan"}
	for n := 0; !enough(n); n++ {
		o := archive.SearchOptions{Question: archive.Question{Text: words[n%len(words)]}, Page: archive.Page{Size: 20}}
		began := time.Now()
		if _, err := a.Search(b.Context(), o); err != nil {
			b.Fatal(err)
		}
		took = append(took, time.Since(began))
		time.Sleep(10 * time.Millisecond)
	}
	slices.Sort(took)
	return took
}
