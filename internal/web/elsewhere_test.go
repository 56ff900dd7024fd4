package web

import (
	"context"
	"encoding/json"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"os"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"newsarchive/internal/archive"
	"newsarchive/internal/archive/archivetest"
	"newsarchive/internal/opensearch/opensearchtest"
)

// gate stands before a node, and answers in its place where it is told to.
type gate struct {
	*httptest.Server
	instead atomic.Pointer[http.HandlerFunc]
}

func newGate(t *testing.T, n *opensearchtest.Node) *gate {
	t.Helper()
	to, err := url.Parse(n.URL)
	if err != nil {
		t.Fatal(err)
	}
	g, pass := &gate{}, httputil.NewSingleHostReverseProxy(to)
	g.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if h := g.instead.Load(); h != nil {
			(*h)(w, r)
			return
		}
		pass.ServeHTTP(w, r)
	}))
	t.Cleanup(g.Close)
	return g
}

// elsewhereSite serves two archives that were mirrored: berlin has what [newSite] makes,
// and paris the same summit, a story of its own, and a hostile one.
func elsewhereSite(t *testing.T, g *gate) *site {
	t.Helper()
	at := g.URL + "/news"
	share := true
	berlin, paris := newSite(t), emptySite(t)
	paris.save(30, archivetest.Cluster("8", "Ferries wait", "AP News"), archivetest.Cluster("7", hostile, hostile),
		archivetest.Cluster("1", "South Korea and Japan agree at the summit", "Reuters", "NHK World")) // number 1
	for name, s := range map[string]*site{"berlin": berlin, "paris": paris} {
		s.withArchive(func(ar *archive.Archive) error {
			_, err := ar.Mirror(t.Context(), archive.MirrorOptions{To: at, Name: name, Replicas: -1, ShareTopics: &share})
			return err
		})
	}
	there, err := archive.OpenElsewhere(t.Context(), t.TempDir(), archive.Options{}, archive.ElsewhereOptions{At: strings.Replace(at, "://", "://me:"+secret+"@", 1), Alone: true, Patience: time.Millisecond})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := there.Close(); err != nil {
			t.Error(err)
		}
	})
	s := &site{T: t, log: &strings.Builder{}}
	s.Server, err = NewElsewhere(there, Options{Version: "test", Log: slog.New(slog.NewTextHandler(s.log, nil)), Limits: unhurried(Limits{})})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

const (
	hostile = `<script>alert(1)</script>"'><img src=x>`
	secret  = "a-password-of-the-node"
)

// TestElsewhere promises that what archives have mirrored is served, against a real
// node.
func TestElsewhere(t *testing.T) {
	g := newGate(t, opensearchtest.Start(t))
	s := elsewhereSite(t, g)
	t.Run("pages", func(t *testing.T) { testElsewherePages(t, s) })
	t.Run("not here", func(t *testing.T) { testNotHere(t, s) })
	t.Run("interface", func(t *testing.T) { testElsewhereAPI(t, s) })
	t.Run("gone", func(t *testing.T) { testElsewhereGone(t, s, g) })
	t.Run("cancelled", func(t *testing.T) { testElsewhereCancelled(t, s, g) })
	if strings.Contains(s.log.String(), secret) {
		t.Error("the log has the password")
	}
}

func testElsewherePages(t *testing.T, s *site) {
	for address, words := range map[string]string{
		"/": "2 archives", "/search": "Ferries wait", "/search?q=summit": "in berlin (first), paris", "/search?q=korea&archive=paris": "in paris", "/search?q=feed:world": "stories",
		"/search?q=korea&any=yes": "summit", "/search?q=script": "alert(1)", "/search?q=nothingatall": "Nothing found", "/search?q=korea&group=none": "Reuters", "/search?q=korea&sort=size&page=2": "",
		"/story/paris/1": "Which archives have it", "/story/berlin/1?q=summit&at=1": "The list", "/story/berlin/1.json": `"archives"`, "/event/paris/1": "2 archives", "/event/berlin/1.json": `"archives"`,
		"/topics": "shared by berlin", "/topic/korea": "summit", "/topic/korea.atom": "urn:newsarchive:berlin:story:", "/topic/korea.json": `"latest"`, "/timeline?q=korea&vs=coffee": "against",
		"/timeline.svg?q=korea": "<svg", "/timeline.csv?q=korea": "period", "/search.json?q=summit&facet=archive": `"facet":"archive"`, "/search.csv?q=summit": "summit", "/search.rss?q=summit": "<rss",
		"/complete?q=topic:k": `"korea"`, "/healthz": "ok", "/metrics": "archive_info", "/opensearch.xml": "OpenSearchDescription", "/sign-in": "",
	} {
		res := s.get(address)
		body := strings.ReplaceAll(res.body, `": "`, `":"`)
		if res.StatusCode != http.StatusOK && address != "/sign-in" || !strings.Contains(body, words) {
			t.Errorf("%s: %s, without %q\n%.1500s", address, res.Status, words, res.body)
		}
		if strings.Contains(res.body, "<script>alert") || strings.Contains(res.body, "<img src=x") {
			t.Errorf("%s has markup of a headline", address)
		}
		for _, no := range []string{`href="/feeds`, `name="token"`, "/marks", `name="as-of"`, secret} {
			if strings.Contains(res.body, no) {
				t.Errorf("%s offers %s", address, no)
			}
		}
	}
}

func testNotHere(t *testing.T, s *site) {
	for address, words := range map[string]string{
		"/feeds": "feeds of its own", "/feed/1": "feeds of its own", "/opml": "feeds of its own", "/topics/add": "only read", "/topic/korea/edit": "only read", "/mcp": "assistants", "/reader/api/0/token": "feed readers",
		"/accounts/ClientLogin": "feed readers", "/fever/?api": "feed readers", "/miniflux/v1/me": "feed readers", "/picture?of=x": "pictures", "/story/berlin/1/page": "were kept", "/story/berlin/1?diff=1": "earlier states",
		"/event/berlin/1?as-of=2026": "earlier states", "/timeline?q=korea&key=3": "", "/timeline.json?q=korea&key=3": "key dates", "/nothing": "nothing at this address",
		"/story/1": "berlin, paris", "/story/rome/1": "no story 1", "/story/berlin/999": "no story 999", "/search?q=korea&archive=rome": "has no archive named", "/topic/none": "shares a topic",
	} {
		if res := s.get(address); res.StatusCode != http.StatusNotFound || !strings.Contains(res.body, words) {
			t.Errorf("%s: %s, without %q\n%.800s", address, res.Status, words, res.body)
		}
	}
	for address, words := range map[string]string{
		"/search?q=is:unread": "cannot be asked", "/search?q=korea&as-of=2026-01-14": "as-of cannot be asked", "/search?q=event:1": "events are not copied", "/search.json?q=similar:1": "cannot be asked", "/search.json?facet=event": "there is no facet",
	} {
		if res := s.get(address); res.StatusCode != http.StatusBadRequest || !strings.Contains(res.body, words) || strings.Contains(res.body, "--") && !strings.Contains(res.body, "<!--") {
			t.Errorf("%s: %s, without %q\n%.800s", address, res.Status, words, res.body)
		}
	}
	if res := s.do(http.MethodPost, "/marks"); res.StatusCode != http.StatusNotFound || !strings.Contains(res.body, "only read") {
		t.Errorf("a form: %s\n%.500s", res.Status, res.body)
	}
}

// Every answer is one that the document describes.
func testElsewhereAPI(t *testing.T, s *site) {
	document, err := os.ReadFile("openapi_elsewhere.json")
	if err != nil {
		t.Fatal(err)
	}
	own := *s
	own.T = t
	p := &program{site: &own, valid: validatorOf(t, document), seen: map[string]bool{}}
	read := func(address string) { p.answers(http.StatusOK, http.MethodGet, address, nil, "Authorization", "") }
	for _, address := range []string{
		"/archives", "/search?q=summit&facet=archive&facet=feed&limit=1&page=2", "/search?q=korea&archive=paris&any=yes&group=none", "/stories/paris/1", "/events/paris/1", "/timeline?q=korea&versus=coffee&by=month",
		"/topics", "/topics/korea?archive=berlin", "/problems", "/problems/not-here",
	} {
		read(address)
	}
	for _, op := range s.operations() {
		if !p.seen[op.name+" 200"] {
			t.Errorf("%s was not asked", op.name)
		}
	}
	p.answers(http.StatusNotFound, http.MethodGet, "/feeds", nil, "Authorization", "")
	p.answers(http.StatusNotFound, http.MethodGet, "/stories/berlin/999", nil, "Authorization", "")
	p.answers(http.StatusNotFound, http.MethodGet, "/search?archive=rome", nil, "Authorization", "")
	p.answers(http.StatusBadRequest, http.MethodGet, "/search?as_of=2026", nil, "Authorization", "")
	if res := s.get(apiPath + "/openapi.json"); !json.Valid([]byte(res.body)) || !strings.Contains(res.body, "/stories/{archive}/{id}") {
		t.Errorf("its document: %.200s", res.body)
	}
}

// A node that cannot be asked gives a page that says so, without its address and the
// password.
func testElsewhereGone(t *testing.T, s *site, g *gate) {
	says := func(status int, kind, body string) http.HandlerFunc {
		return func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", kind)
			w.WriteHeader(status)
			_, _ = io.WriteString(w, body)
		}
	}
	const data = "application/json"
	for name, c := range map[string]struct {
		instead http.HandlerFunc
		words   string
	}{
		"a proxy":           {says(200, "text/html", "<h1>Hotel WLAN</h1>"), "it sent a web page"},
		"a wrong password":  {says(401, "text/plain", "me:"+secret), "the user name or the password is wrong, or missing (401)"},
		"another index":     {says(200, data, `{"news":{"mappings":{"_meta":{"program":"other"}}}}`), "was not made by this program"},
		"no index":          {says(404, data, `{"error":{"type":"index_not_found_exception","reason":"no such index"}}`), "there is no index news"},
		"busy":              {says(429, data, `{"error":{"type":"x","reason":"`+secret+`"}}`), "too busy"},
		"parts are missing": {says(503, data, `{"error":{"type":"search_phase_execution_exception","reason":"all shards failed"}}`), "parts of the index do not answer (503)"},
		"a broken answer":   {says(200, data, `{"news":`), "no OpenSearch"},
		"it hangs up":       {func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) }, ""},
	} {
		g.instead.Store(&c.instead)
		for _, address := range []string{"/", "/search?q=korea", "/story/paris/1", "/event/paris/1", "/topics", "/timeline?q=korea"} {
			res := s.get(address)
			if res.StatusCode != http.StatusServiceUnavailable || res.Header.Get("Retry-After") == "" || !strings.Contains(res.body, c.words) || !strings.Contains(res.body, "OpenSearch") {
				t.Errorf("%s: %s: %s\n%.1500s", name, address, res.Status, res.body)
			}
			if strings.Contains(res.body, secret) || strings.Contains(res.body, strings.TrimPrefix(g.URL, "http://")) || strings.Contains(res.body, "Hotel") {
				t.Errorf("%s: %s says too much:\n%s", name, address, res.body)
			}
		}
		if res := s.get("/search.json?q=korea"); res.StatusCode != http.StatusServiceUnavailable || !strings.Contains(res.body, `"title":"OpenSearch`) {
			t.Errorf("%s: for programs: %s %s", name, res.Status, res.body)
		}
	}
	g.instead.Store(nil)
	if res := s.get("/search?q=summit"); res.StatusCode != http.StatusOK {
		t.Errorf("when it is there again: %s", res.Status)
	}
}

// When the browser goes, what was asked for it ends. A node that does not answer is not
// waited for without end.
func testElsewhereCancelled(t *testing.T, s *site, g *gate) {
	asked, gone := make(chan struct{}), make(chan struct{})
	hangs := http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		_, _ = io.Copy(io.Discard, r.Body)
		close(asked)
		<-r.Context().Done()
		close(gone)
	})
	g.instead.Store(&hangs)
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan struct{})
	go func() {
		defer close(done)
		s.ServeHTTP(httptest.NewRecorder(), httptest.NewRequestWithContext(ctx, http.MethodGet, "http://127.0.0.1:8484/search?q=korea", nil))
	}()
	<-asked
	cancel()
	<-done
	<-gone

	limits := s.options.Limits
	s.options.Limits.QueryTime = 50 * time.Millisecond
	defer func() { s.options.Limits = limits }()
	waits := http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		_, _ = io.Copy(io.Discard, r.Body)
		<-r.Context().Done()
	})
	g.instead.Store(&waits)
	if res := s.get("/search?q=korea"); res.StatusCode != http.StatusServiceUnavailable || !strings.Contains(res.body, "did not answer in time") {
		t.Errorf("a node that hangs: %s\n%.500s", res.Status, res.body)
	}
	g.instead.Store(nil)
}
