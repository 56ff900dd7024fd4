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

// TestPages promises that a sync fetches the pages of new stories of a feed
// that asks for it, and that the stories are found by words of their pages.
func TestPages(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch {
		case r.URL.Path == "/feed":
			w.Header().Set("Content-Type", "application/rss+xml")
			_, _ = fmt.Fprintf(w, `<rss version="2.0"><channel><title>Paper</title>%s</channel></rss>`, items(r.Host, 3))
		case strings.HasPrefix(r.URL.Path, "/story/"):
			w.Header().Set("Content-Type", "text/html; charset=utf-8")
			_, _ = fmt.Fprint(w, storyPage(strings.TrimPrefix(r.URL.Path, "/story/")))
		default:
			http.NotFound(w, r)
		}
	}))
	t.Cleanup(server.Close)
	a, err := archive.Create(t.Context(), t.TempDir(), archive.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := a.Close(); err != nil {
			t.Error(err)
		}
	})
	yes, networks := true, []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")}
	if err := a.Store().EditSettings(t.Context(), store.SettingsEdit{Text: &yes, Networks: &networks}); err != nil {
		t.Fatal(err)
	}
	if _, _, err := a.Follow(t.Context(), news.Feed{URL: server.URL + "/feed"}, 0); err != nil {
		t.Fatal(err)
	}
	var fetched []archive.FetchedPage
	o := archive.SyncOptions{Pages: &archive.SyncPages{Page: func(p archive.FetchedPage) { fetched = append(fetched, p) }}}
	if err := a.Sync(t.Context(), o, func(archive.Synced) {}); err != nil {
		t.Fatal(err)
	}
	if len(fetched) != 3 || o.Pages.Fetched.Texts != 3 {
		t.Errorf("fetched %+v", fetched)
	}
	answer, err := a.Search(t.Context(), archive.SearchOptions{Question: archive.Question{Text: "zebrafish2"}})
	if err != nil || answer.Total != 1 {
		t.Errorf("found %d stories by a word of a page: %v", answer.Total, err)
	}
}

func items(host string, n int) string {
	var b strings.Builder
	for i := range n {
		_, _ = fmt.Fprintf(&b, `<item><title>Headline number %d of the day</title><link>http://%s/story/%d</link><guid>g%d</guid></item>`, i, host, i, i)
	}
	return b.String()
}

// storyPage is a page with an article about something of its own.
func storyPage(n string) string {
	paragraph := strings.Repeat("The council met on Tuesday and spoke at length about the new bridge, its cost and its builders, as people of the town had asked. ", 4)
	return `<!doctype html><html lang="en"><head><title>Headline number ` + n + ` of the day</title></head><body><article><h1>Headline number ` + n + ` of the day</h1><p>` +
		paragraph + `</p><p>A zebrafish` + n + ` was seen in the river. ` + paragraph + `</p></article></body></html>`
}

// TestFurniture promises that what stands on every page of a host does not
// become the text of a story.
func TestFurniture(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/feed" {
			_, _ = fmt.Fprintf(w, `<rss version="2.0"><channel><title>Paper</title>%s</channel></rss>`, items(r.Host, 8))
			return
		}
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		_, _ = fmt.Fprint(w, storyPage("about us"))
	}))
	t.Cleanup(server.Close)
	a := newArchive(t)
	yes := true
	if err := a.EditSettings(t.Context(), store.SettingsEdit{Text: &yes}); err != nil {
		t.Fatal(err)
	}
	if _, _, err := a.Follow(t.Context(), news.Feed{URL: server.URL + "/feed"}, 0); err != nil {
		t.Fatal(err)
	}
	o := archive.SyncOptions{Pages: &archive.SyncPages{Page: func(archive.FetchedPage) {}}}
	if err := a.Sync(t.Context(), o, func(archive.Synced) {}); err != nil {
		t.Fatal(err)
	}
	if o.Pages.Fetched.Fetched != 8 || o.Pages.Fetched.Texts > 3 {
		t.Errorf("%+v", o.Pages.Fetched)
	}
}
