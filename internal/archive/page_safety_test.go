package archive_test

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"newsarchive/internal/archive"
	"newsarchive/internal/news"
	"newsarchive/store"
)

// publisher serves pages, a feed of which is followed by the archive that it
// returns; all feeds' texts are on.
func publisher(t *testing.T, stories int, page http.HandlerFunc) (*archive.Archive, *httptest.Server) {
	t.Helper()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/feed":
			_, _ = fmt.Fprintf(w, `<rss version="2.0"><channel><title>Paper</title>%s</channel></rss>`, items(r.Host, stories))
		case "/robots.txt":
			http.NotFound(w, r)
		default:
			w.Header().Set("Content-Type", "text/html; charset=utf-8")
			page(w, r)
		}
	}))
	t.Cleanup(server.Close)
	a := newArchive(t)
	yes, networks := true, []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")}
	if err := a.EditSettings(t.Context(), store.SettingsEdit{Text: &yes, Networks: &networks}); err != nil {
		t.Fatal(err)
	}
	if _, _, err := a.Follow(t.Context(), news.Feed{URL: server.URL + "/feed"}, 0); err != nil {
		t.Fatal(err)
	}
	return a, server
}

// syncPages syncs and returns what became of pages.
func syncPages(t *testing.T, a *archive.Archive, report func(archive.FetchedPage)) archive.FetchRun {
	t.Helper()
	o := archive.SyncOptions{Pages: &archive.SyncPages{Page: report}}
	if err := a.Sync(t.Context(), o, func(archive.Synced) {}); err != nil {
		t.Fatal(err)
	}
	return o.Pages.Fetched
}

// A host that asks to be left alone gets no further request in the run.
func TestBusyHostIsLeftAlone(t *testing.T) {
	t.Parallel()
	for _, status := range []int{http.StatusTooManyRequests, http.StatusServiceUnavailable} {
		var mu sync.Mutex
		asked := 0
		a, _ := publisher(t, 5, func(w http.ResponseWriter, _ *http.Request) {
			mu.Lock()
			defer mu.Unlock()
			asked++
			w.Header().Set("Retry-After", "3600")
			w.WriteHeader(status)
		})
		done := syncPages(t, a, func(archive.FetchedPage) {})
		if asked != 1 || done.Fetched != 1 || done.Later != 4 {
			t.Errorf("%d: asked %d times, %+v", status, asked, done)
		}
	}
}

// A story that a prune deletes while its page is fetched costs no other story its
// page, and leaves no page.
func TestPruneWhileFetching(t *testing.T) {
	t.Parallel()
	var a *archive.Archive
	var once sync.Once
	a, _ = publisher(t, 4, func(w http.ResponseWriter, r *http.Request) {
		once.Do(func() {
			if _, err := a.Prune(context.Background(), archive.PruneOptions{Before: time.Now().Add(time.Hour), Text: "Headline"}); err != nil {
				t.Error(err)
			}
		})
		_, _ = fmt.Fprint(w, storyPage(strings.TrimPrefix(r.URL.Path, "/story/")))
	})
	done := syncPages(t, a, func(archive.FetchedPage) {})
	if done.Fetched != 4 {
		t.Errorf("%+v", done)
	}
	if stats, err := a.PageStats(t.Context(), 0); err != nil || stats.Texts != 0 {
		t.Errorf("%+v, %v", stats, err)
	}
}

// What is forgotten is in no file of the archive: neither in a database, its log,
// nor the index.
func TestForgottenBytes(t *testing.T) {
	t.Parallel()
	a, _ := publisher(t, 3, func(w http.ResponseWriter, r *http.Request) {
		_, _ = fmt.Fprint(w, storyPage(strings.TrimPrefix(r.URL.Path, "/story/")))
	})
	syncPages(t, a, func(archive.FetchedPage) {})
	if files := holding(t, a.Dir(), "zebrafish1"); len(files) == 0 {
		t.Fatal("no file has the word")
	}
	m, err := a.Matching(t.Context(), archive.Question{Text: "zebrafish1"}, nil)
	if err != nil || len(m.Stories) != 1 {
		t.Fatal(m, err)
	}
	done, err := a.ForgetTexts(t.Context(), m.Stories)
	if err != nil || done.Pending || done.Pages != 1 {
		t.Fatal(done, err)
	}
	if files := holding(t, a.Dir(), "zebrafish1"); len(files) > 0 {
		t.Errorf("%v still have the word", files)
	}
}

// holding returns the files below a folder that have a text in them.
func holding(t *testing.T, dir, text string) (files []string) {
	t.Helper()
	err := filepath.WalkDir(dir, func(path string, d os.DirEntry, err error) error {
		if err != nil || !d.Type().IsRegular() {
			return err
		}
		content, err := os.ReadFile(path)
		if strings.Contains(string(content), text) {
			files = append(files, path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}
