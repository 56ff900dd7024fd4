package main

import (
	"fmt"
	"math/rand/v2"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"newsarchive/internal/gnews/gnewstest"
)

// world is a stand-in for Google News, a hundred publishers and the feeds of
// both. Each publisher is a host of its own, 127.0.0.1 to 127.0.0.100.
type world struct {
	google *gnewstest.Server
	server *httptest.Server

	mu    sync.Mutex
	asked map[string]int // requests of stories' pages
	down  bool
}

const (
	publishers   = 100
	oldLinks     = 30 // whose tokens hold the address
	opaqueLinks  = 20
	plainStories = 60
)

func newWorld(t *testing.T) *world {
	t.Helper()
	w := &world{google: &gnewstest.Server{}, asked: map[string]int{}}
	listener, err := (&net.ListenConfig{}).Listen(t.Context(), "tcp", "0.0.0.0:0")
	if err != nil {
		t.Fatal(err)
	}
	w.server = httptest.NewUnstartedServer(w)
	_ = w.server.Listener.Close()
	w.server.Listener = listener
	w.server.Start()
	t.Cleanup(w.server.Close)
	for i := range opaqueLinks {
		w.google.Add(gnewstest.OpaqueToken(i), gnewstest.Story{Address: w.address(oldLinks + i)})
	}
	return w
}

func (w *world) port() string {
	u, _ := url.Parse(w.server.URL)
	return u.Port()
}

func (w *world) base() string { return "http://127.0.0.1:" + w.port() }

// address is that of story n at its publisher.
func (w *world) address(n int) string {
	return fmt.Sprintf("http://127.0.0.%d:%s/story/%d", 1+n%publishers, w.port(), n)
}

// ServeHTTP serves the feeds, the pages and Google News.
func (w *world) ServeHTTP(rw http.ResponseWriter, r *http.Request) {
	var n int
	switch {
	case r.URL.Path == "/plain.xml":
		_, _ = fmt.Fprint(rw, w.plainFeed())
	case r.URL.Path == "/google.xml":
		_, _ = fmt.Fprint(rw, w.googleFeed())
	case r.URL.Path == "/robots.txt":
		http.NotFound(rw, r)
	case scanPath(r.URL.Path, &n):
		w.page(rw, n)
	default:
		w.google.ServeHTTP(rw, r)
	}
}

func scanPath(path string, n *int) bool {
	_, err := fmt.Sscanf(path, "/story/%d", n)
	return err == nil
}

func (w *world) page(rw http.ResponseWriter, n int) {
	w.mu.Lock()
	w.asked[w.address(n)]++
	down := w.down
	w.mu.Unlock()
	if down {
		panic(http.ErrAbortHandler)
	}
	rw.Header().Set("Content-Type", "text/html; charset=utf-8")
	told := strings.Repeat("The mayor of the town spoke at length on Tuesday about the old harbour, its cranes and the people who had worked there for years. ", 3)
	_, _ = fmt.Fprintf(rw, `<!doctype html><html lang="en"><head><title>Headline %d of the day in town</title></head><body><main><article><h1>Headline %d of the day in town</h1>
<p>%s</p><p>Only here stands quokka%d. %s</p></article></main></body></html>`, n, n, told, n, told)
}

func (w *world) plainFeed() string {
	var b strings.Builder
	b.WriteString(`<rss version="2.0"><channel><title>Plain</title>`)
	for i := range plainStories {
		n := oldLinks + opaqueLinks + i
		fmt.Fprintf(&b, `<item><guid>%d</guid><link>%s</link><title>Headline %d of the day in town</title></item>`, n, w.address(n), n)
	}
	return b.String() + `</channel></rss>`
}

func (w *world) googleFeed() string {
	var b strings.Builder
	b.WriteString(`<rss version="2.0"><channel><generator>NFE/5.0</generator><title>World</title>`)
	for n := range oldLinks + opaqueLinks {
		token := gnewstest.OpaqueToken(n - oldLinks)
		if n < oldLinks {
			token = gnewstest.OldToken(w.address(n), "")
		}
		fmt.Fprintf(&b, `<item><guid isPermaLink="false">%s</guid><link>https://news.google.com/rss/articles/%s?oc=5</link>`+
			`<title>Headline %d of the day in town - Paper %d</title><source url="http://127.0.0.%d">Paper %d</source></item>`, token, token, n, n, 1+n%publishers, n)
	}
	return b.String() + `</channel></rss>`
}

// repeated returns how many requests of pages were not the first of their page.
func (w *world) repeated() (n int) {
	w.mu.Lock()
	defer w.mu.Unlock()
	for _, times := range w.asked {
		n += times - 1
	}
	return n
}

// testLinkedStories promises that syncs of an empty archive end with stories
// that are found by words of their pages alone; that killed at any moment they go
// on and request nothing again but what was in flight; and that without the
// network nothing is lost.
func testLinkedStories(t *testing.T, program string) {
	w := newWorld(t)
	work := t.TempDir()
	p := &processes{t: t, program: program, dir: filepath.Join(work, "archive"), work: work, env: []string{"ARCHIVE_GOOGLE_NEWS=" + w.base()}}
	p.must("settings", "text", "on")
	p.must("settings", "google", "on")
	p.must("settings", "networks", "127.0.0.0/8")
	p.must("feed", "add", "--later", w.base()+"/plain.xml", w.base()+"/google.xml")

	random := rand.New(rand.NewPCG(uint64(time.Now().UnixNano()), 1)) //nolint:gosec // any moment will do
	kills := 0
	for range 6 {
		if code, _ := p.kill(time.Duration(30+random.IntN(400))*time.Millisecond, "sync", "--all"); code < 0 {
			kills++
		}
	}
	all := oldLinks + opaqueLinks + plainStories
	for range 4 { // fifteen links are asked for in a run
		p.must("sync", "--all")
	}
	for n := range all {
		if found := strings.Count(p.searchFor(fmt.Sprintf("quokka%d", n)), "\n"); found != 1 {
			t.Errorf("%d stories are found by what the page of story %d says", found, n)
		}
	}
	if n, most := w.repeated(), kills*16; n > most {
		t.Errorf("%d pages were requested again after %d kills; at most %d were in flight", n, kills, most)
	}
	again := 0
	for i := range opaqueLinks {
		again += max(0, w.google.Gets(gnewstest.OpaqueToken(i))-1)
	}
	if again > kills {
		t.Errorf("%d links were asked for again after %d kills; one at a time was in flight", again, kills)
	}
	w.withoutNetwork(p)
	p.sound()
}

// withoutNetwork promises that a page that cannot be had costs nothing else.
func (w *world) withoutNetwork(p *processes) {
	w.mu.Lock()
	w.down = true
	w.mu.Unlock()
	if code, out, said := p.run("fetch", "--again", "quokka1"); code != exitPart {
		p.t.Errorf("fetch without the network: exit %d\n%s%s", code, out, said)
	}
	p.must("sync", "--all")
	if strings.Count(p.searchFor("quokka1"), "\n") != 1 {
		p.t.Error("a failed fetch lost a text")
	}
}

func (p *processes) searchFor(query string) string {
	p.t.Helper()
	_, out, _ := p.run("search", query)
	return out
}
