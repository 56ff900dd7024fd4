package fetch

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

const denyAll = "User-agent: *\nDisallow: /"

// RFC 9309, section 2.3.1: what the answers to a request for robots.txt mean.
func TestRobotsAnswers(t *testing.T) {
	t.Parallel()
	text := func(s string) http.HandlerFunc {
		return func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, s) }
	}
	elsewhere := serve(t, text(denyAll))
	private := serveAt(t, "127.0.0.2", text(""))
	onward := func(hops int) http.HandlerFunc {
		return func(w http.ResponseWriter, r *http.Request) {
			if len(r.URL.RawQuery) < hops {
				http.Redirect(w, r, "/robots.txt?"+r.URL.RawQuery+"x", http.StatusMovedPermanently)
				return
			}
			_, _ = io.WriteString(w, denyAll)
		}
	}
	hangUp := func(w http.ResponseWriter, _ *http.Request) {
		if conn, _, err := w.(http.Hijacker).Hijack(); err == nil {
			_ = conn.Close()
		}
	}
	var (
		long = func(w http.ResponseWriter, _ *http.Request) {
			_, _ = io.WriteString(w, "User-agent: *\nDisallow: /page\n")
			_, _ = w.Write(bytes.Repeat([]byte("# 5 MB\n"), 5<<20/7))
		}
		late = func(w http.ResponseWriter, _ *http.Request) {
			_, _ = w.Write(bytes.Repeat([]byte("# 5 MB\n"), 5<<20/7))
			_, _ = io.WriteString(w, denyAll)
		}
	)
	for name, test := range map[string]struct {
		robots http.HandlerFunc
		kind   error // nil: allowed
		words  string
	}{
		"allows":                    {text("User-agent: *\nDisallow: /other"), nil, ""},
		"denies":                    {text(denyAll), ErrDisallowed, "the site's robots.txt does not allow"},
		"denies a query":            {text("User-agent: *\nDisallow: /*?*utm"), ErrDisallowed, "robots.txt"},
		"denies others":             {text("User-agent: *\nDisallow: /\nUser-agent: archive\nDisallow:"), nil, ""},
		"denies an encoded path":    {text("User-agent: *\nDisallow: /p%61ge"), ErrDisallowed, "robots.txt"},
		"is packed":                 {write("br", pack(t, "br", []byte(denyAll))), ErrDisallowed, "robots.txt"},
		"not found":                 {status(404), nil, ""},
		"forbidden":                 {status(403), nil, ""},
		"too many":                  {status(429), nil, ""},
		"fails":                     {status(500), ErrRobots, "cannot be fetched now (500 internal server error), so nothing is fetched from it; try again later"},
		"is busy":                   {status(503, "Retry-After", "5"), ErrRobots, "503"},
		"hangs up":                  {hangUp, ErrBroken, "closed the connection"},
		"breaks off":                {write("gzip", pack(t, "gzip", bytes.Repeat([]byte(denyAll), 99))[:40]), ErrRobots, "broke off"},
		"five redirects":            {onward(5), ErrDisallowed, "robots.txt"},
		"six redirects":             {onward(6), nil, ""},
		"redirects to another host": {redirectTo(elsewhere.URL), ErrDisallowed, "robots.txt"},
		"redirects to a private":    {redirectTo(private.URL), ErrRobots, "private address"},
		"5 MB":                      {long, ErrDisallowed, "robots.txt"},
		"5 MB, late":                {late, nil, ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			server := serve(t, func(w http.ResponseWriter, r *http.Request) {
				if r.URL.Path == "/robots.txt" {
					test.robots(w, r)
					return
				}
				hello(w, r)
			})
			c := worldly(t, Config{UserAgent: "archive/1.0"})
			r := PageRequest{URL: server.URL + "/page?utm=1"}
			if test.kind != nil {
				wantPageError(t, c, r, test.kind, test.words)
			} else {
				page(t, c, r)
			}
			r.IgnoreRobots = true
			page(t, c, r)
		})
	}
}

// memory is a cache of robots.txt files.
type memory struct {
	mu    sync.Mutex
	files map[string]RobotsFile
}

func (m *memory) Get(_ context.Context, origin string) (RobotsFile, bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	f, ok := m.files[origin]
	return f, ok
}

func (m *memory) Put(_ context.Context, f RobotsFile) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.files == nil {
		m.files = map[string]RobotsFile{}
	}
	m.files[f.Origin] = f
}

// A file holds for a day, in memory and in the cache; a failure for an hour, in
// which the file before it holds.
func TestRobotsCache(t *testing.T) {
	t.Parallel()
	var asked, answer atomic.Int32
	answer.Store(200)
	server := serve(t, func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/robots.txt" {
			asked.Add(1)
			w.WriteHeader(int(answer.Load()))
			_, _ = io.WriteString(w, "User-agent: *\nDisallow: /no")
		}
	})
	kept := &memory{}
	now := time.Date(2026, 1, 14, 9, 0, 0, 0, time.UTC)
	var c *Client
	start := func() {
		c = visitor(t, Config{Robots: kept, Now: func() time.Time { return now }})
	}
	step := func(what string, later time.Duration, robots int32, want error) {
		t.Helper()
		now = now.Add(later)
		before := asked.Load()
		if want == nil {
			page(t, c, PageRequest{URL: server.URL + "/yes"})
			wantPageError(t, c, PageRequest{URL: server.URL + "/no"}, ErrDisallowed, "")
		} else {
			wantPageError(t, c, PageRequest{URL: server.URL + "/yes"}, want, "")
			wantPageError(t, c, PageRequest{URL: server.URL + "/no"}, want, "")
		}
		if n := asked.Load() - before; n != robots {
			t.Errorf("%s: asked %d times", what, n)
		}
	}
	start()
	step("first", 0, 1, nil)
	step("within the day", 23*time.Hour, 0, nil)
	start()
	step("another run", 30*time.Minute, 0, nil)
	step("the next day", time.Hour, 1, nil)
	answer.Store(503)
	step("fails", 25*time.Hour, 1, nil)
	step("fails still", 30*time.Minute, 0, nil)
	step("an hour later", time.Hour, 1, nil)
	start()
	step("another run", time.Minute, 1, nil)
	step("a month without a file", 31*24*time.Hour, 1, ErrRobots)
	start()
	step("another run, within the hour", time.Minute, 0, ErrRobots)
	step("after it", 2*time.Hour, 1, ErrRobots)
	answer.Store(200)
	step("within the hour", time.Minute, 0, ErrRobots)
	step("well again", 2*time.Hour, 1, nil)
}

// However many pages of a site are asked for at once, its robots.txt is fetched
// once, and before them.
func TestRobotsOnce(t *testing.T) {
	t.Parallel()
	var mu sync.Mutex
	var paths []string
	server := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		mu.Lock()
		defer mu.Unlock()
		paths = append(paths, r.URL.Path)
	}))
	t.Cleanup(server.Close)
	c := visitor(t, Config{})
	var group sync.WaitGroup
	for range 8 {
		group.Go(func() {
			if _, err := c.Page(context.Background(), PageRequest{URL: server.URL + "/page"}); err != nil {
				t.Error(err)
			}
		})
	}
	group.Wait()
	if len(paths) != 9 || paths[0] != "/robots.txt" || paths[1] != "/page" {
		t.Errorf("asked for %q", paths)
	}
}
