package archive_test

import (
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"testing"
	"time"

	"newsarchive/internal/archive"
)

// clock is the time of an archive that a test sets.
type clock struct{ now time.Time }

// newArchiveAt makes an archive whose clock the test sets.
func newArchiveAt(t *testing.T, c *clock) *archive.Archive {
	t.Helper()
	a, err := archive.Create(t.Context(), filepath.Join(t.TempDir(), "archive"), archive.Options{Now: func() time.Time { return c.now }})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = a.Close() })
	return a
}

// A feed adopts a permanent redirect that held for a day and leads to an item
// that was known before, and no other.
func TestMovedFeed(t *testing.T) {
	for name, test := range map[string]struct {
		after     []time.Duration // when it is fetched again
		status    int
		elsewhere bool // the redirect leads to another feed
		moves     bool
	}{
		"once":           {[]time.Duration{0}, 301, false, false},
		"twice in a day": {[]time.Duration{0, 23 * time.Hour}, 301, false, false},
		"a day apart":    {[]time.Duration{0, 23 * time.Hour, 25 * time.Hour}, 301, false, true},
		"308":            {[]time.Duration{0, 25 * time.Hour}, 308, false, true},
		"temporary":      {[]time.Duration{0, 25 * time.Hour}, 302, false, false},
		"another feed":   {[]time.Duration{0, 25 * time.Hour, 50 * time.Hour}, 301, true, false},
	} {
		t.Run(name, func(t *testing.T) {
			c := &clock{time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)}
			a, server, other := newArchiveAt(t, c), newFeedServer(t), newFeedServer(t)
			server.google(8, []string{"A|Good news|Reuters"})
			other.google(8, []string{"B|Win a prize|Casino"})
			mux := http.NewServeMux()
			moved := false
			redirect := http.RedirectHandler("/new", test.status)
			mux.HandleFunc("/old", func(w http.ResponseWriter, r *http.Request) {
				if moved {
					redirect.ServeHTTP(w, r)
					return
				}
				server.Config.Handler.ServeHTTP(w, r)
			})
			mux.HandleFunc("/new", func(w http.ResponseWriter, r *http.Request) {
				if test.elsewhere {
					other.Config.Handler.ServeHTTP(w, r)
					return
				}
				server.Config.Handler.ServeHTTP(w, r)
			})
			site := httptest.NewServer(mux)
			defer site.Close()
			old := follow(t, a, site.URL+"/old")
			syncNow(t, a)
			moved = true
			said := ""
			start := c.now.Add(time.Hour)
			for _, after := range test.after {
				c.now = start.Add(after)
				for _, s := range syncNow(t, a) {
					said += s.Saved.Moved
				}
			}
			want := site.URL + "/old"
			if test.moves {
				want = site.URL + "/new"
			}
			f, err := a.Feed(t.Context(), site.URL+"/old")
			if err != nil || f.ID != old.ID || f.URL != want || (said == want) != test.moves {
				t.Errorf("the feed is %d at %s, want %d at %s; said %q: %v", f.ID, f.URL, old.ID, want, said, err)
			}
			if pending := f.State.MovingTo != ""; pending != (!test.moves && test.status == 301) {
				t.Errorf("it is moving to %q since %v", f.State.MovingTo, f.State.Moving)
			}
			syncNow(t, a)
			if _, err := a.Feed(t.Context(), site.URL+"/old"); err != nil {
				t.Errorf("the old address is forgotten: %v", err)
			}
		})
	}
}
