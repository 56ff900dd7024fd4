package archive_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"newsarchive/internal/archive"
	"newsarchive/internal/effort"
	"newsarchive/internal/news"
	"newsarchive/store"
)

// watched runs a watch on a clock of its own. Its rounds do what the command
// does: open, sync, ask for the next feed, close.
type watched struct {
	t     *testing.T
	dir   string
	now   time.Time
	round int
	syncs func(archive.Synced)
	slept func() // called after each sleep
	fails func(round int) error
	nexts []time.Duration // from the end of each round to the next
	archive.WatchOptions
}

func newWatched(t *testing.T) *watched {
	w := &watched{t: t, dir: filepath.Join(t.TempDir(), "archive"), now: time.Date(2026, 1, 14, 8, 0, 0, 0, time.UTC), syncs: func(archive.Synced) {}}
	w.WatchOptions = archive.WatchOptions{
		Round: w.sync,
		Again: func(error) bool { return true },
		Waits: func(next, _ time.Time) { w.nexts = append(w.nexts, next.Sub(w.now)) },
		Now:   func() time.Time { return w.now },
		Sleep: func(ctx context.Context, d time.Duration) error {
			w.now = w.now.Add(d)
			if w.slept != nil {
				w.slept()
			}
			return ctx.Err()
		},
	}
	a := w.open()
	defer w.close(a)
	return w
}

func (w *watched) open() *archive.Archive {
	w.t.Helper()
	a, err := archive.Create(w.t.Context(), w.dir, archive.Options{Now: func() time.Time { return w.now }})
	if err != nil {
		w.t.Fatal(err)
	}
	return a
}

func (w *watched) close(a *archive.Archive) {
	w.t.Helper()
	if err := a.Close(); err != nil {
		w.t.Error(err)
	}
}

// follow adds a feed.
func (w *watched) follow(url string, every time.Duration) {
	w.t.Helper()
	a := w.open()
	defer w.close(a)
	if _, _, err := a.Follow(w.t.Context(), news.Feed{URL: url}, every); err != nil {
		w.t.Fatal(err)
	}
}

func (w *watched) sync(ctx context.Context) (due time.Time, err error) {
	w.round++
	if w.fails != nil {
		if err := w.fails(w.round); err != nil {
			return due, err
		}
	}
	a := w.open()
	defer w.close(a)
	if err := a.Sync(ctx, archive.SyncOptions{Pages: &archive.SyncPages{}}, w.syncs); err != nil {
		return due, err
	}
	return a.NextDue(ctx)
}

// until runs the watch until so many rounds have ended.
func (w *watched) until(rounds int) {
	w.t.Helper()
	ctx, stop := context.WithCancel(w.t.Context())
	defer stop()
	waits := w.Waits
	w.Waits = func(next, due time.Time) {
		waits(next, due)
		if w.round >= rounds {
			stop()
		}
	}
	if err := archive.Watch(ctx, w.WatchOptions); err != nil {
		w.t.Error(err)
	}
	w.Waits = waits
}

// held returns the open files of the process and the bytes that its heap has in
// use.
func held() (files int, heap uint64) {
	open, _ := os.ReadDir("/proc/self/fd")
	runtime.GC()
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return len(open), m.HeapAlloc
}

// Hundreds of rounds fetch every feed on its schedule, and hold no more files,
// memory and goroutines than a few rounds do. What they brought is found.
func TestWatchForDays(t *testing.T) {
	effort.WithoutRace(t, "hundreds of rounds, one after the other")
	w := newWatched(t)
	n := 0
	server := httptest.NewServer(http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
		n++
		_, _ = fmt.Fprintf(rw, `<rss version="2.0"><channel><title>%[1]s</title><item><guid>%[2]d</guid><link>https://a.example/%[2]d</link><title>Harbour %[2]d opens</title></item></channel></rss>`, r.URL.Path, n)
	}))
	defer server.Close()
	every := map[string]time.Duration{"/often": 20 * time.Minute, "/seldom": 7 * time.Hour}
	for path, d := range every {
		w.follow(server.URL+path, d)
	}
	last := map[string]time.Time{}
	fetched := map[string]int{}
	w.syncs = func(s archive.Synced) {
		path := strings.TrimPrefix(s.Feed.URL, server.URL)
		if s.Err != nil {
			t.Errorf("%s: %v", path, s.Err)
		}
		if gap := s.Fetch.At.Sub(last[path]); !last[path].IsZero() && (gap < every[path]-time.Minute || gap > every[path]+2*time.Minute) {
			t.Errorf("%s was fetched again after %v", path, gap)
		}
		last[path] = s.Fetch.At
		fetched[path]++
	}
	rounds := 150
	if effort.All() {
		rounds = 400
	}
	w.until(rounds / 3)
	files, heap := held()
	goroutines := runtime.NumGoroutine()
	w.until(rounds)
	files2, heap2 := held()
	if files2 > files+5 || heap2 > heap+4<<20 || runtime.NumGoroutine() > goroutines+5 {
		t.Errorf("files %d → %d, heap %d → %d, goroutines %d → %d", files, files2, heap, heap2, goroutines, runtime.NumGoroutine())
	}
	if days := w.now.Sub(time.Date(2026, 1, 14, 8, 0, 0, 0, time.UTC)); fetched["/often"] < int(days/(22*time.Minute)) || fetched["/seldom"] < int(days/(8*time.Hour)) {
		t.Errorf("in %v: %v", days, fetched)
	}
	a := w.open()
	defer w.close(a)
	if found := search(t, a, "harbour"); found.Total != n || n < 10 {
		t.Errorf("%d found of %d", found.Total, n)
	}
}

// A feed that is added between two rounds is fetched within five minutes.
func TestWatchSeesNewFeeds(t *testing.T) {
	w, server := newWatched(t), newFeedServer(t)
	server.google(8, []string{"A|Lee heads for Japan|Reuters"})
	var added, fetched time.Time
	w.Waits = func(next, due time.Time) {
		if w.round == 1 {
			if !due.IsZero() || next.Sub(w.now) != 5*time.Minute {
				t.Errorf("without feeds, the next round is in %v", next.Sub(w.now))
			}
			w.follow(server.URL, time.Hour)
			added = w.now
		}
	}
	w.syncs = func(s archive.Synced) { fetched = s.Fetch.At }
	w.until(3)
	if fetched.IsZero() || fetched.Sub(added) > 5*time.Minute {
		t.Errorf("added at %v, fetched at %v", added, fetched)
	}
}

// A machine that wakes up after hours syncs at once, and a clock that is set back
// by a year does not stop the watch.
func TestWatchFollowsTheClock(t *testing.T) {
	for name, test := range map[string]struct {
		jump   time.Duration // of the clock during the first sleep
		sleeps int           // between two rounds
	}{
		"suspended": {8 * time.Hour, 1},
		"set back":  {-365 * 24 * time.Hour, 20},
	} {
		w, server := newWatched(t), newFeedServer(t)
		server.google(8, []string{"A|Lee heads for Japan|Reuters"})
		w.follow(server.URL, time.Hour)
		sleeps, second := 0, 0
		w.slept = func() {
			if sleeps++; sleeps == 1 {
				w.now = w.now.Add(test.jump)
			}
		}
		w.syncs = func(archive.Synced) {
			if w.round == 2 {
				second = sleeps
			}
		}
		w.until(2)
		if second != test.sleeps {
			t.Errorf("%s: the feed is fetched again after %d sleeps, want %d", name, second, test.sleeps)
		}
	}
}

// Rounds that fail are tried again, less and less often, until one succeeds.
// What cannot get better ends the watch.
func TestWatchTriesAgain(t *testing.T) {
	full, over := errors.New("full"), errors.New("over")
	w := newWatched(t)
	w.Again = func(err error) bool { return errors.Is(err, full) }
	w.fails = func(round int) error {
		switch {
		case round == 7:
			return nil
		case round < 9:
			return full
		}
		return over
	}
	if err := archive.Watch(t.Context(), w.WatchOptions); !errors.Is(err, over) {
		t.Error(err)
	}
	want := []time.Duration{1, 2, 4, 5, 5, 5, 5, 1}
	for i, d := range want {
		want[i] = d * time.Minute
	}
	if fmt.Sprint(w.nexts) != fmt.Sprint(want) {
		t.Errorf("waits of %v", w.nexts)
	}
}

// Another process that syncs is no end of a watch: it looks again later.
func TestWatchBesideASync(t *testing.T) {
	w, server := newWatched(t), newFeedServer(t)
	server.google(8, []string{"A|Lee heads for Japan|Reuters"})
	w.follow(server.URL, time.Hour)
	unlock, err := archive.Lock(w.dir, "sync")
	if err != nil {
		t.Fatal(err)
	}
	met, fetched := 0, 0
	w.Again = func(err error) bool {
		if met++; met == 3 {
			unlock()
		}
		return errors.Is(err, archive.ErrRunning)
	}
	w.syncs = func(archive.Synced) { fetched++ }
	w.until(4)
	if met != 3 || fetched != 1 {
		t.Errorf("the lock was met %d times, and %d feeds were fetched", met, fetched)
	}
}

// The pages of a watch make way for a feed that is due; the next round goes on
// with them.
func TestWatchedPagesYield(t *testing.T) {
	var clock atomic.Int64 // seconds
	start := time.Date(2026, 1, 14, 8, 0, 0, 0, time.UTC)
	now := func() time.Time { return start.Add(time.Duration(clock.Load()) * time.Second) }
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/feed":
			_, _ = fmt.Fprintf(w, `<rss version="2.0"><channel><title>Paper</title>%s</channel></rss>`, items(r.Host, 8))
			return
		case "/robots.txt":
			http.NotFound(w, r)
			return
		}
		clock.Add(40)
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		_, _ = fmt.Fprint(w, storyPage(strings.TrimPrefix(r.URL.Path, "/story/")))
	}))
	t.Cleanup(server.Close)
	a, err := archive.Create(t.Context(), t.TempDir(), archive.Options{Now: now})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = a.Close() })
	yes, networks := true, []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")}
	if err := a.EditSettings(t.Context(), store.SettingsEdit{Text: &yes, Networks: &networks}); err != nil {
		t.Fatal(err)
	}
	if _, _, err := a.Follow(t.Context(), news.Feed{URL: server.URL + "/feed"}, time.Hour); err != nil {
		t.Fatal(err)
	}
	// The only feed is due an hour after its fetch, and a page takes 40 seconds: so
	// the clock stands shortly before that hour when the pages begin.
	for round, want := range []int{3, 3} {
		o := archive.SyncOptions{Pages: &archive.SyncPages{Page: func(archive.FetchedPage) {}, Yield: true}}
		err := a.Sync(t.Context(), o, func(archive.Synced) { clock.Add(3600 - 100) })
		if err != nil {
			t.Fatal(err)
		}
		if got := o.Pages.Fetched; got.Fetched != want || got.Later == 0 {
			t.Errorf("round %d: %+v", round, got)
		}
		clock.Store(int64(round+1) * 7200)
	}
}
