package browser_test

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"newsarchive/internal/archive"
	"newsarchive/internal/news"
	"newsarchive/internal/web"
	"newsarchive/store"
)

// site is an archive that is served on loopback.
type site struct {
	address string // http://127.0.0.1:PORT
	dir     string
}

// newSite makes an archive, has it filled, and serves it until the test ends.
func newSite(t *testing.T, fill func(context.Context, *archive.Archive) error) *site {
	t.Helper()
	dir := t.TempDir()
	ar, err := archive.Create(t.Context(), dir, archive.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if err := fill(t.Context(), ar); err != nil {
		t.Fatal(err)
	}
	if err := ar.Close(); err != nil {
		t.Fatal(err)
	}
	return serve(t, dir)
}

// index indexes what was saved past the archive.
func (s *site) index(t *testing.T) {
	t.Helper()
	ar, err := archive.Open(t.Context(), s.dir, archive.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(ar.Reindex(t.Context(), nil), ar.Close()); err != nil {
		t.Fatal(err)
	}
}

func serve(t *testing.T, dir string) *site {
	t.Helper()
	keeper := archive.NewKeeper(dir, archive.Options{})
	address := listen(t, func(o web.Options) (*web.Server, error) { return web.New(keeper, o) }, keeper.Close)
	return &site{address: address, dir: dir}
}

// listen serves on loopback until the test ends, and returns the address. What is
// served is closed then.
func listen(t *testing.T, made func(web.Options) (*web.Server, error), closes func() error) string {
	t.Helper()
	said := &lockedBuffer{}
	unhurried := web.Limits{WaitTime: patience, QueryTime: patience, ChangeTime: patience, FetchTime: patience}
	server, err := made(web.Options{Version: "test", Hosts: []string{"news.test"}, Log: slog.New(slog.NewTextHandler(said, nil)), Limits: unhurried})
	if err != nil {
		t.Fatal(err)
	}
	listener, err := (&net.ListenConfig{}).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(context.WithoutCancel(t.Context()))
	ended := make(chan error, 1)
	go func() { ended <- server.Serve(ctx, listener) }()
	t.Cleanup(func() {
		stop()
		if err := <-ended; err != nil {
			t.Error(err)
		}
		if err := closes(); err != nil {
			t.Error(err)
		}
		if said := said.String(); said != "" {
			t.Errorf("the log of the server: %.2000s", said)
		}
	})
	return "http://" + listener.Addr().String()
}

// lockedBuffer is what several goroutines write.
type lockedBuffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (b *lockedBuffer) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.b.Write(p)
}

func (b *lockedBuffer) String() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.b.String()
}

// demoSite serves what "archive demo --serve" shows, and beside that stories in
// other languages and a page that has changed.
func demoSite(t *testing.T) *site {
	t.Helper()
	feeds := demoFeeds(t)
	return newSite(t, func(ctx context.Context, ar *archive.Archive) error {
		networks := []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")}
		if err := ar.EditSettings(ctx, store.SettingsEdit{Networks: &networks}); err != nil {
			return err
		}
		for _, name := range []string{"world", "blog", "languages"} {
			if _, _, err := ar.Follow(ctx, news.Feed{URL: feeds.URL + "/" + name + ".xml", Name: name}, 0); err != nil {
				return err
			}
		}
		sync := func() error { return ar.Sync(ctx, archive.SyncOptions{All: true}, func(archive.Synced) {}) }
		if err := sync(); err != nil {
			return err
		}
		for _, name := range []string{"summit", "strait"} {
			if _, err := ar.AddTopic(ctx, name, name, nil); err != nil {
				return err
			}
		}
		feeds.turned.Store(true)
		if err := sync(); err != nil {
			return err
		}
		return addArticle(ctx, ar)
	})
}

// addArticle adds a page, and the same page edited a day later.
func addArticle(ctx context.Context, ar *archive.Archive) error {
	body, err := os.ReadFile("testdata/article.html")
	if err != nil {
		return err
	}
	fetched := time.Date(2026, 1, 9, 9, 0, 0, 0, time.UTC)
	for i, b := range [][]byte{body, bytes.ReplaceAll(body, []byte("120 passengers"), []byte("140 passengers and a cow"))} {
		page := news.Page{
			Asked: "https://weekly.example/after-the-storm", URL: "https://weekly.example/after-the-storm", Status: http.StatusOK,
			Header: map[string][]string{"Content-Type": {"text/html; charset=utf-8"}}, Body: b, Fetched: fetched.AddDate(0, 0, i),
		}
		if _, _, err := ar.AddPage(ctx, page, archive.AddOptions{}); err != nil {
			return err
		}
	}
	return nil
}

// feedServer serves the feeds of the demo, which turn to a later state, and a page
// that names a feed.
type feedServer struct {
	*httptest.Server
	turned atomic.Bool
}

func demoFeeds(t *testing.T) *feedServer {
	t.Helper()
	s := &feedServer{}
	s.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		name := strings.TrimSuffix(filepath.Base(r.URL.Path), ".xml")
		path := filepath.Join("..", "..", "..", "cmd", "archive", "demo", name+"-1.xml")
		if s.turned.Load() {
			path = filepath.Join("..", "..", "..", "cmd", "archive", "demo", name+"-2.xml")
		}
		if name == "languages" {
			path = filepath.Join("testdata", "languages.xml")
		}
		body, err := os.ReadFile(path)
		if err != nil {
			http.NotFound(w, r)
			return
		}
		w.Header().Set("Content-Type", "application/xml; charset=utf-8")
		_, _ = w.Write(body)
	}))
	t.Cleanup(s.Close)
	return s
}

// pageServer serves a page that names a feed, at another origin than the archive's.
func pageServer(t *testing.T) *httptest.Server {
	t.Helper()
	mux := http.NewServeMux()
	mux.HandleFunc("/page", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		_, _ = w.Write([]byte(`<!doctype html><html lang="en"><head><title>Harbour</title><link rel="icon" href="data:,"><link rel="alternate" type="application/rss+xml" title="Harbour news" href="/harbour.rss"></head><body><p>A page.</p></body></html>`))
	})
	mux.HandleFunc("/harbour.rss", func(w http.ResponseWriter, _ *http.Request) {
		_, _ = w.Write([]byte(`<rss version="2.0"><channel><title>Harbour news</title><item><guid>1</guid><title>The harbour opens</title><pubDate>Mon, 05 Jan 2026 10:00:00 GMT</pubDate></item></channel></rss>`))
	})
	s := httptest.NewServer(mux)
	t.Cleanup(s.Close)
	return s
}
