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

// An address that leads to a login page is no address of the story that has the
// login page's.
func TestAddedPageThatLeadsElsewhere(t *testing.T) {
	t.Parallel()
	a, server := publisher(t, 0, func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/login":
			_, _ = fmt.Fprint(w, `<title>Sign in</title><form><input type="password"></form>`)
		default:
			http.Redirect(w, r, "/login", http.StatusFound)
		}
	})
	stories := map[int64]bool{}
	for _, path := range []string{"/login", "/2026/bridge", "/2026/tower"} {
		_, err := a.AddAddresses(t.Context(), []string{server.URL + path}, archive.AddOptions{}, func(p archive.FetchedPage) {
			stories[p.Story] = true
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if len(stories) != 3 {
		t.Errorf("three addresses are the stories %v", stories)
	}
}

// What an import says of a page is as hostile as the page: no script gets into an
// export. A secret in an address of a WARC file gets nowhere.
func TestHostileImports(t *testing.T) {
	t.Parallel()
	a := newArchive(t)
	line := `{"title":"Ministers agree on trade","link":"https://news.example/1","stories":[{"title":"Ministers agree on trade","link":"https://news.example/1",` +
		`"pages":[{"url":"https://news.example/1","fetched":"2026-01-14T10:00:00Z","seen":"2026-01-14T10:00:00Z","reader":1,"kind":"article","text":"They agreed on trade.","html":"<p onclick=\"x()\">They agreed on trade.<script>x()</script></p>"}]}]}`
	capture := record("https://ada:hunter22@paper.example/1", "2020-01-01T00:00:00Z", "HTTP/1.1 302 Found\r\nLocation: https://ada:hunter22@paper.example/2\r\n\r\n") +
		record("https://ada:hunter22@paper.example/2", "2020-01-01T00:00:00Z", "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"+storyPage("7"))
	dir := t.TempDir()
	for name, content := range map[string]string{"a.ndjson": line, "b.warc": capture} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	got, err := a.Import(t.Context(), []string{dir}, archive.ImportOptions{})
	if err != nil || got.Failed != 0 || got.Pages.Texts != 1 {
		t.Fatalf("%+v %v", got, err)
	}
	texts := 0
	for id := range int64(3) {
		all, err := a.Store().Readings(t.Context(), id+1)
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range all {
			texts++
			if strings.Contains(r.HTML, "script") || strings.Contains(r.HTML, "onclick") || r.Plain == "" {
				t.Errorf("%+v", r)
			}
		}
	}
	if texts != 2 {
		t.Errorf("%d texts", texts)
	}
	if files := holding(t, a.Dir(), "hunter22"); len(files) > 0 {
		t.Errorf("%v have the password", files)
	}
}
