package archive_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"testing"

	"newsarchive/internal/archive"
	"newsarchive/internal/news"
	"newsarchive/store"
)

// TestWayback promises that the Internet Archive's copy stands in for a page that
// is gone, if that is switched on; that a page of which it has none is gone; and
// that a page is asked for again when the Internet Archive could not be asked.
func TestWayback(t *testing.T) {
	paper := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/feed" {
			http.NotFound(w, r)
			return
		}
		_, _ = fmt.Fprintf(w, `<rss version="2.0"><channel><title>Paper</title>%s</channel></rss>`, items(r.Host, 3))
	}))
	t.Cleanup(paper.Close)
	var server string
	wayback := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		wanted := r.URL.Query().Get("url")
		switch {
		case strings.HasPrefix(r.URL.Path, "/web/20260113080000id_/"):
			w.Header().Set("Content-Type", "text/html; charset=utf-8")
			_, _ = fmt.Fprint(w, storyPage("1"))
		case strings.HasSuffix(wanted, "/story/1"):
			_, _ = fmt.Fprintf(w, `{"archived_snapshots":{"closest":{"available":true,"status":"200","timestamp":"20260113080000","url":"%s/web/20260113080000/%s"}}}`, server, wanted)
		case strings.HasSuffix(wanted, "/story/2"):
			_, _ = fmt.Fprint(w, `{"archived_snapshots":{}}`)
		default:
			w.WriteHeader(http.StatusServiceUnavailable)
		}
	}))
	t.Cleanup(wayback.Close)
	server = wayback.URL
	a, err := archive.Create(t.Context(), t.TempDir(), archive.Options{Endpoints: archive.Endpoints{Wayback: server}})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := a.Close(); err != nil {
			t.Error(err)
		}
	})
	yes, networks := true, []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")}
	if err := a.EditSettings(t.Context(), store.SettingsEdit{Text: &yes, Wayback: &yes, Networks: &networks}); err != nil {
		t.Fatal(err)
	}
	if _, _, err := a.Follow(t.Context(), news.Feed{URL: paper.URL + "/feed"}, 0); err != nil {
		t.Fatal(err)
	}
	got := map[string]store.PageOutcome{}
	o := archive.SyncOptions{Pages: &archive.SyncPages{Page: func(p archive.FetchedPage) { got[p.URL[len(paper.URL):]] = p.Outcome }}}
	if err := a.Sync(t.Context(), o, func(archive.Synced) {}); err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string]store.PageOutcome{"/story/0": store.PageFailed, "/story/1": store.PageNew, "/story/2": store.PageGone} {
		if got[path] != want {
			t.Errorf("%s is %s, want %s", path, got[path], want)
		}
	}
	if answer, err := a.Search(t.Context(), archive.SearchOptions{Question: archive.Question{Text: "zebrafish1"}}); err != nil || answer.Total != 1 {
		t.Errorf("found %d stories by a word of the copy: %v", answer.Total, err)
	}
}
