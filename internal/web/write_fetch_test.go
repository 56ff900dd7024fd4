package web

import (
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"newsarchive/internal/archive"
	"newsarchive/internal/archive/archivetest"
	"newsarchive/internal/news"
	"newsarchive/store"
)

// changingFeed serves a feed that has one item more for each time it is asked, and
// counts that.
func changingFeed(t *testing.T) (address string, asked *atomic.Int64) {
	t.Helper()
	asked = &atomic.Int64{}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		_, _ = io.WriteString(w, `<rss version="2.0"><channel><title>Harbour</title>`)
		for n := range asked.Add(1) {
			_, _ = fmt.Fprintf(w, `<item><guid>%d</guid><title>Ship %d enters the harbour</title></item>`, n, n)
		}
		_, _ = io.WriteString(w, `</channel></rss>`)
	}))
	t.Cleanup(server.Close)
	return server.URL, asked
}

// TestFetchNow promises that a feed, and all of them, are fetched by a form: not more
// often than a person may set, never two at a time, and what came is found.
func TestFetchNow(t *testing.T) {
	s := newSite(t)
	now := time.Now().UTC().Truncate(time.Second)
	s.serve(Options{Now: func() time.Time { return now }})
	b := newBrowser(s)
	s.allowLoopback()
	address, asked := changingFeed(t)
	s.withStore(func(st *store.Store) error {
		_, _, err := st.Follow(t.Context(), news.Feed{URL: address, Name: "harbour", State: &news.FeedState{Foreign: true}}, 0)
		return err
	})
	b.makes("/feed/3", "Fetched. 1 new item.", "/feed/3", "/feed/3/fetch")
	if res := b.open("/search.json?q=harbour"); !strings.Contains(res.body, `"total": 1`) {
		t.Errorf("it is not found: %s", res.body)
	}
	res := b.send("/feed/3", "/feed/3/fetch")
	if res.StatusCode != http.StatusUnprocessableEntity || !strings.Contains(res.body, "It can be fetched again at") || asked.Load() != 1 {
		t.Errorf("too soon: %s, asked %d times\n%.2000s", res.Status, asked.Load(), res.body)
	}
	checkPage(t, "/feed/3/fetch", res.body)
	now = now.Add(6 * time.Minute)
	b.makes("/feed/3", "Fetched. 1 new item.", "/feed/3", "/feed/3/fetch")
	now = now.Add(6 * time.Minute)
	if res := b.send("/feeds", "/feeds/fetch"); asked.Load() != 2 {
		t.Errorf("all, too soon: %s, asked %d times", res.Status, asked.Load())
	}
	now = now.Add(16 * time.Minute)
	for _, id := range []string{"1", "2"} { // their servers are not there
		b.makes("/feeds", "no longer followed", "/feed/"+id, "/feed/"+id+"/unfollow")
	}
	b.makes("/feeds", "Fetched. 1 new item.", "/feeds", "/feeds/fetch")
	if res := b.send("/feeds", "/feeds/fetch"); res.StatusCode != http.StatusUnprocessableEntity || !strings.Contains(res.body, "Every feed was fetched") {
		t.Errorf("all, at once again: %s\n%.2000s", res.Status, res.body)
	}
	if asked.Load() != 3 {
		t.Errorf("asked %d times", asked.Load())
	}
	s.serve(Options{ReadOnly: true})
	if res := s.get("/feeds"); strings.Contains(res.body, "Fetch all now") {
		t.Error("offered where nothing can be changed")
	}
}

// TestFetchGoesOn promises that a form does not wait for a slow server, whose answer is
// found when it comes.
func TestFetchGoesOn(t *testing.T) {
	s := newSite(t)
	s.serve(Options{Limits: Limits{FetchTime: time.Millisecond}})
	b := newBrowser(s)
	s.allowLoopback()
	answer := make(chan struct{})
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		<-answer
		_, _ = io.WriteString(w, `<rss version="2.0"><channel><title>Harbour</title><item><guid>1</guid><title>A ship enters the harbour</title></item></channel></rss>`)
	}))
	t.Cleanup(server.Close)
	s.withStore(func(st *store.Store) error {
		_, _, err := st.Follow(t.Context(), news.Feed{URL: server.URL, Name: "harbour"}, 0)
		return err
	})
	b.makes("/feed/3", "Fetching goes on.", "/feed/3", "/feed/3/fetch")
	close(answer)
	for !strings.Contains(b.open("/search.json?q=harbour").body, `"total": 1`) {
		time.Sleep(10 * time.Millisecond)
	}
}

// TestSyncsShown promises that the first page, the feeds and the metrics say how the
// syncs of the process go, and that no page that says so is taken for a later one.
func TestSyncsShown(t *testing.T) {
	s := newSite(t)
	now := archivetest.Start()
	state := &archive.SyncState{}
	s.serve(Options{Now: func() time.Time { return now }, Syncs: state})
	browser := sessionCookie + "=" + newSession()
	tags := map[string]string{}
	for i, c := range []struct {
		do    func()
		shows string
	}{
		{func() { state.Scheduled(now.Add(25 * time.Minute)) }, "The next feed is due at 09:25."},
		{state.Began, "A sync is running."},
		{func() {
			state.Reached(archive.SyncProgress{Done: 3, Total: 52, Running: 1, Host: "slow.example", Since: now.Add(-12 * time.Second)})
		}, "A sync is running: 3 of 52 feeds; waiting for slow.example (12 s)."},
		{func() { state.HasEnded(now, archive.ErrOffline) }, "This machine seemed to be offline at 09:00; it is tried again at 09:25."},
		{func() { state.HasEnded(now, nil) }, "The next feed is due at 09:25."},
	} {
		c.do()
		for _, address := range []string{"/feeds", "/"} {
			res := s.get(address, "If-None-Match", tags[address], "Cookie", browser)
			if res.StatusCode != http.StatusOK || !strings.Contains(res.body, c.shows) {
				t.Errorf("%d: %s does not show %q: %s\n%.3000s", i, address, c.shows, res.Status, res.body)
			}
			tags[address] = res.Header.Get("ETag")
		}
	}
	metrics := s.get("/metrics").body
	for _, want := range []string{"archive_sync_running 0", "archive_syncs_total 2", "archive_syncs_failed_total 1", fmt.Sprintf("archive_sync_next_timestamp_seconds %d", now.Add(25*time.Minute).Unix())} {
		if !strings.Contains(metrics, want) {
			t.Errorf("the metrics lack %s:\n%s", want, metrics)
		}
	}
}
