package archive_test

import (
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"newsarchive/internal/archive"
	"newsarchive/internal/news"
	"newsarchive/store"
)

// host is a server that writes down how it is asked.
type host struct {
	*httptest.Server
	answer http.HandlerFunc

	mu      sync.Mutex
	running int
	most    int // requests at a time
	began   []time.Time
	ended   []time.Time
	asked   []*http.Request
}

// mortal is the address of hosts that are closed: no other test takes their ports.
const mortal = "127.0.0.4"

// newHost serves feeds at an address of this machine; every path is a feed.
func newHost(t *testing.T, ip string) *host {
	t.Helper()
	listener, err := net.Listen("tcp", ip+":0")
	if err != nil {
		t.Skipf("needs more than one loopback address: %v", err)
	}
	h := &host{answer: pathFeed}
	h.Server = httptest.NewUnstartedServer(http.HandlerFunc(h.serve))
	_ = h.Listener.Close()
	h.Listener = listener
	h.Start()
	t.Cleanup(h.Close)
	return h
}

func (h *host) serve(w http.ResponseWriter, r *http.Request) {
	h.mu.Lock()
	h.running++
	h.most = max(h.most, h.running)
	h.began, h.asked = append(h.began, time.Now()), append(h.asked, r)
	h.mu.Unlock()
	defer func() {
		h.mu.Lock()
		defer h.mu.Unlock()
		h.running--
		h.ended = append(h.ended, time.Now())
	}()
	h.answer(w, r)
}

// requests returns the paths that were asked for.
func (h *host) requests() (paths []string) {
	h.mu.Lock()
	defer h.mu.Unlock()
	for _, r := range h.asked {
		paths = append(paths, r.URL.Path)
	}
	return paths
}

func pathFeed(w http.ResponseWriter, r *http.Request) {
	_, _ = fmt.Fprintf(w, `<rss version="2.0"><channel><title>Feed %[1]s</title><item><title>News of %[1]s</title><link>http://%[2]s%[1]s/1</link></item></channel></rss>`, r.URL.Path, r.Host)
}

// outcomes syncs, and returns how many feeds ended in each way.
func outcomes(t *testing.T, a *archive.Archive, o archive.SyncOptions) map[store.Outcome]int {
	t.Helper()
	n := map[store.Outcome]int{}
	if err := a.Sync(t.Context(), o, func(s archive.Synced) { n[s.Fetch.Outcome]++ }); err != nil {
		t.Fatal(err)
	}
	return n
}

func followMany(t *testing.T, a *archive.Archive, base string, n int) {
	t.Helper()
	for i := range n {
		follow(t, a, fmt.Sprintf("%s/%d", base, i))
	}
}

// Each host is asked one thing at a time, with a gap after the end of each
// answer, and the hosts do not wait for one another.
func TestGapsAndTurns(t *testing.T) {
	const gap = 50 * time.Millisecond
	a, one, two := newArchive(t), newHost(t, "127.0.0.1"), newHost(t, "127.0.0.2")
	followMany(t, a, one.URL, 6)
	followMany(t, a, two.URL, 6)
	if n := outcomes(t, a, archive.SyncOptions{Gap: gap}); n[store.OutcomeNew] != 12 {
		t.Fatal(n)
	}
	for _, h := range []*host{one, two} {
		if h.most != 1 || len(h.began) != 6 {
			t.Errorf("%d requests, %d of them at a time", len(h.began), h.most)
		}
		for i := 1; i < len(h.began); i++ {
			if passed := h.began[i].Sub(h.ended[i-1]); passed < gap-5*time.Millisecond {
				t.Errorf("a request %v after the end of the last", passed)
			}
		}
	}
	if one.began[5].Before(two.began[0]) || two.began[5].Before(one.began[0]) {
		t.Error("one host waited for the other")
	}
}

// A host that stalls holds nothing up but its own feeds: while one of its
// requests hangs, all others are fetched, reported and saved.
func TestSlowHostHoldsNoWorker(t *testing.T) {
	a, slow := newArchive(t), newHost(t, "127.0.0.2")
	release := make(chan struct{})
	slow.answer = func(w http.ResponseWriter, r *http.Request) {
		<-release
		pathFeed(w, r)
	}
	followMany(t, a, slow.URL, 16)
	for range 50 {
		follow(t, a, newHost(t, "127.0.0.1").URL+"/feed")
	}
	good := 0
	err := a.Sync(t.Context(), archive.SyncOptions{All: true}, func(s archive.Synced) {
		if s.Err != nil {
			t.Error(s.Err)
		}
		if strings.HasPrefix(s.Feed.URL, slow.URL) {
			return
		}
		if good++; good == 50 {
			if got := len(slow.requests()); got != 1 {
				t.Errorf("%d requests to the slow host", got)
			}
			close(release)
		}
	})
	if err != nil || good != 50 || len(slow.requests()) != 16 || slow.most != 1 {
		t.Errorf("%d good feeds, %d requests to the slow host, %d at a time: %v", good, len(slow.requests()), slow.most, err)
	}
}

// After a host's first refusal its other feeds are put off: they are not asked,
// and it is no failure of theirs. Later one of them is tried, and when the host
// answers, all are.
func TestHostThatDoesNotAnswer(t *testing.T) {
	c := &clock{time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)}
	a, dead, good := newArchiveAt(t, c), newHost(t, mortal), newHost(t, "127.0.0.1")
	address := dead.Listener.Addr().String()
	followMany(t, a, dead.URL, 5)
	follow(t, a, good.URL)
	dead.Close()
	sync := func(want map[store.Outcome]int) {
		t.Helper()
		if n := outcomes(t, a, archive.SyncOptions{}); fmt.Sprint(n) != fmt.Sprint(want) {
			t.Errorf("%v, want %v", n, want)
		}
	}
	sync(map[store.Outcome]int{store.OutcomeFailed: 1, store.OutcomePutOff: 4, store.OutcomeNew: 1})
	feeds, err := a.Feeds(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	failing := 0
	for _, f := range feeds {
		if !strings.Contains(f.URL, address) {
			continue
		}
		st := f.State
		if st.Failures > 0 {
			failing++
			if st.Failure != news.FailRefused || st.Failing != c.now || st.Unreachable != c.now {
				t.Errorf("%+v", st)
			}
		} else if st.Waits == "" || st.Next != c.now.Add(15*time.Minute) || !st.Fetched.IsZero() {
			t.Errorf("put off: %+v", st)
		}
		if log, err := a.Fetches(t.Context(), f.ID, 10); err != nil || len(log) != st.Failures {
			t.Errorf("%d rows in the fetch log: %v", len(log), err)
		}
	}
	if failing != 1 {
		t.Errorf("%d feeds count as failing", failing)
	}
	c.now = c.now.Add(10 * time.Minute)
	sync(map[store.Outcome]int{store.OutcomePutOff: 4})
	c.now = c.now.Add(6 * time.Minute)
	sync(map[store.Outcome]int{store.OutcomeFailed: 1, store.OutcomePutOff: 3})
	c.now = c.now.Add(20 * time.Minute)
	again(t, address, http.HandlerFunc(pathFeed))
	if n := outcomes(t, a, archive.SyncOptions{All: true}); n[store.OutcomeNew] != 5 || n[store.OutcomeFailed] != 0 {
		t.Errorf("the host is back: %v", n)
	}
	if f, err := a.Feed(t.Context(), "http://"+address+"/4"); err != nil || f.State.Waits != "" {
		t.Errorf("%+v: %v", f.State, err)
	}
}

// What a server asks for with Retry-After holds for all of its feeds, in this run
// and in later ones, even if a person asks for one.
func TestRetryAfterHoldsForTheHost(t *testing.T) {
	for name, test := range map[string]struct {
		status int
		after  func(now time.Time) string
	}{
		"seconds":    {http.StatusTooManyRequests, func(time.Time) string { return "3600" }},
		"date":       {http.StatusServiceUnavailable, func(now time.Time) string { return now.Add(time.Hour).Format(http.TimeFormat) }},
		"with a 403": {http.StatusForbidden, func(time.Time) string { return "3600" }},
	} {
		t.Run(name, func(t *testing.T) {
			c := &clock{time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)}
			a, h := newArchiveAt(t, c), newHost(t, "127.0.0.1")
			busy := true
			h.answer = func(w http.ResponseWriter, r *http.Request) {
				if busy {
					w.Header().Set("Retry-After", test.after(c.now))
					http.Error(w, "later", test.status)
					return
				}
				pathFeed(w, r)
			}
			followMany(t, a, h.URL, 3)
			if n := outcomes(t, a, archive.SyncOptions{}); n[store.OutcomeFailed] != 1 || n[store.OutcomePutOff] != 2 {
				t.Errorf("the first run: %v", n)
			}
			busy = false
			c.now = c.now.Add(50 * time.Minute)
			feeds, err := a.Feeds(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			for _, o := range []archive.SyncOptions{{}, {All: true}, {Feeds: feeds}} {
				if n := outcomes(t, a, o); n[store.OutcomePutOff] < 2 || n[store.OutcomeNew] != 0 {
					t.Errorf("within the hour: %v", n)
				}
			}
			for _, f := range feeds {
				if want := c.now.Add(10 * time.Minute); f.State.Next != want {
					t.Errorf("the next fetch is said to be at %v, want %v", f.State.Next, want)
				}
			}
			c.now = c.now.Add(10 * time.Minute)
			if n := outcomes(t, a, archive.SyncOptions{}); n[store.OutcomeNew] != 3 || len(h.requests()) != 4 {
				t.Errorf("after the hour: %v, %d requests", n, len(h.requests()))
			}
		})
	}
}

// A feed that redirects to a host at rest waits with it.
func TestRedirectToHostAtRest(t *testing.T) {
	a, far, near := newArchive(t), newHost(t, "127.0.0.2"), newHost(t, "127.0.0.1")
	networks := []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")}
	if err := a.EditSettings(t.Context(), store.SettingsEdit{Networks: &networks}); err != nil {
		t.Fatal(err)
	}
	far.answer = func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Retry-After", "600")
		http.Error(w, "later", http.StatusTooManyRequests)
	}
	near.answer = func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, far.URL+r.URL.Path, http.StatusFound)
	}
	followMany(t, a, near.URL, 3)
	if n := outcomes(t, a, archive.SyncOptions{}); n[store.OutcomeFailed] != 1 || n[store.OutcomePutOff] != 2 || len(far.requests()) != 1 {
		t.Errorf("%v, %d requests", n, len(far.requests()))
	}
}

// The feeds that are overdue for longest come first.
func TestLongestOverdueFirst(t *testing.T) {
	c := &clock{time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)}
	a, h := newArchiveAt(t, c), newHost(t, "127.0.0.1")
	followMany(t, a, h.URL, 4)
	for _, i := range []int{2, 0, 3, 1} {
		f, err := a.Feed(t.Context(), fmt.Sprintf("%s/%d", h.URL, i))
		if err != nil {
			t.Fatal(err)
		}
		outcomes(t, a, archive.SyncOptions{Feeds: []news.Feed{f}})
		c.now = c.now.Add(time.Hour)
	}
	outcomes(t, a, archive.SyncOptions{})
	if got := h.requests()[4:]; !slices.Equal(got, []string{"/2", "/0", "/3", "/1"}) {
		t.Errorf("fetched in the order %v", got)
	}
}

// The User-Agent names the program and the address that a person has given for
// publishers.
func TestUserAgent(t *testing.T) {
	a, h := newArchive(t), newHost(t, "127.0.0.1")
	follow(t, a, h.URL)
	outcomes(t, a, archive.SyncOptions{UserAgent: "archive/1"})
	contact := "ada@news.example"
	if err := a.EditSettings(t.Context(), store.SettingsEdit{Contact: &contact}); err != nil {
		t.Fatal(err)
	}
	outcomes(t, a, archive.SyncOptions{UserAgent: "archive/1", All: true})
	if one, two := h.asked[0].UserAgent(), h.asked[1].UserAgent(); one != "archive/1" || two != "archive/1 (ada@news.example)" {
		t.Errorf("%q, then %q", one, two)
	}
}
