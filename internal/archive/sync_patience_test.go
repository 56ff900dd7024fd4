package archive_test

import (
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"newsarchive/internal/archive"
	"newsarchive/internal/news"
	"newsarchive/store"
)

const days = 24 * time.Hour

// A feed that fails is tried less and less often, at last once a day; one that is
// gone monthly; and none is given up.
func TestPatience(t *testing.T) {
	c := &clock{time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)}
	a, h := newArchiveAt(t, c), newHost(t, "127.0.0.1")
	status := http.StatusInternalServerError
	h.answer = func(w http.ResponseWriter, _ *http.Request) { http.Error(w, "no", status) }
	f := follow(t, a, h.URL)
	for _, want := range []time.Duration{30 * time.Minute, time.Hour, 2 * time.Hour, 4 * time.Hour, 8 * time.Hour, 16 * time.Hour, days, days} {
		outcomes(t, a, archive.SyncOptions{All: true})
		if st := feedState(t, a, f.ID).State; st.Due.Sub(c.now) != want || st.Failure != news.FailServer {
			t.Errorf("after %d failures (%s) it waits %v, want %v", st.Failures, st.Failure, st.Due.Sub(c.now), want)
		}
		c.now = c.now.Add(days)
	}
	since := feedState(t, a, f.ID).State.Failing
	status = http.StatusGone
	outcomes(t, a, archive.SyncOptions{All: true})
	if st := feedState(t, a, f.ID).State; st.Due.Sub(c.now) != 30*days || st.Failure != news.FailGone || st.Failing != since || !st.Followed {
		t.Errorf("gone: %+v", st)
	}
	h.answer = pathFeed
	outcomes(t, a, archive.SyncOptions{All: true})
	if st := feedState(t, a, f.ID).State; st.Failures != 0 || st.Failure != "" || !st.Failing.IsZero() || st.Due.Sub(c.now) > time.Hour {
		t.Errorf("back again: %+v", st)
	}
}

// A feed whose server has not answered for ninety days is tried weekly. What then
// answers is the feed if it has a known item, or if a person says so.
func TestLongSilence(t *testing.T) {
	for name, test := range map[string]struct {
		item  string // that answers in the end
		known bool
	}{"the feed": {"/old", true}, "another's": {"/casino", false}} {
		t.Run(name, func(t *testing.T) {
			c := &clock{time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)}
			a, item := newArchiveAt(t, c), "/old"
			server := newHost(t, mortal)
			server.answer = func(w http.ResponseWriter, _ *http.Request) {
				_, _ = fmt.Fprintf(w, `<rss version="2.0"><channel><title>A</title><item><title>Item %[1]s</title><link>http://a.example%[1]s</link></item></channel></rss>`, item)
			}
			address := server.Listener.Addr().String()
			f := follow(t, a, server.URL)
			syncNow(t, a)
			server.Close()
			for _, passed := range []time.Duration{days, 89 * days, days} {
				c.now = c.now.Add(passed)
				outcomes(t, a, archive.SyncOptions{All: true})
			}
			st := feedState(t, a, f.ID).State
			if c.now.Sub(st.Unreachable) != 90*days || st.Due.Sub(c.now) != 7*days {
				t.Errorf("silent since %v, due after %v", st.Unreachable, st.Due.Sub(c.now))
			}
			item = test.item
			again(t, address, server.Config.Handler)
			c.now = c.now.Add(7 * days)
			outcomes(t, a, archive.SyncOptions{All: true})
			st = feedState(t, a, f.ID).State
			if test.known {
				if st.Failures != 0 || !st.Unreachable.IsZero() || st.Items != 1 {
					t.Errorf("the feed is back: %+v", st)
				}
				return
			}
			if st.Failure != news.FailStranger || st.Unreachable.IsZero() || st.Items != 1 || st.Due.Sub(c.now) != 7*days {
				t.Errorf("another answers: %+v", st)
			}
			if err := a.EditFeed(t.Context(), f.ID, store.FeedEdit{URL: &f.URL}); err != nil {
				t.Fatal(err)
			}
			outcomes(t, a, archive.SyncOptions{All: true})
			if st = feedState(t, a, f.ID).State; st.Failures != 0 || st.Items != 2 {
				t.Errorf("a person has said that it is the feed: %+v", st)
			}
		})
	}
}

// again serves at an address that was closed.
func again(t *testing.T, address string, handler http.Handler) {
	t.Helper()
	listener, err := net.Listen("tcp", address)
	if err != nil {
		t.Skip("the port was taken meanwhile")
	}
	server := httptest.NewUnstartedServer(handler)
	_ = server.Listener.Close()
	server.Listener = listener
	server.Start()
	t.Cleanup(server.Close)
}
