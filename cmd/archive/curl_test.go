package main

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
)

// TestCurl promises that curl does a day's work with nothing but the document at
// /api/v1/openapi.json: it follows a feed, pages through a search while a sync
// brings more, tags and marks, keeps a topic, sees what is new once, and takes the
// feeds away.
func TestCurl(t *testing.T) {
	bin, err := exec.LookPath("curl")
	if err != nil {
		t.Skip("needs curl; skipped")
	}
	paper := newPaper(t)
	dir := filepath.Join(t.TempDir(), "archive")
	var out, said strings.Builder
	for _, args := range [][]string{
		{"feed", "add", "--later", paper.URL + "/rss", "--name", "paper"},
		{"sync"},
		{"settings", "networks", "127.0.0.0/8"},
		{"password", "add", "curl", "--write"},
	} {
		out.Reset()
		if code := newApp(nil, &out, &said).run(t.Context(), append([]string{"--dir", dir}, args...)); code != exitDone {
			t.Fatalf("%v: exit %d\n%s", args, code, &said)
		}
	}
	c := &curl{T: t, bin: bin, password: strings.TrimSpace(out.String()), at: serveArchive(t, dir)}
	c.learn()
	c.day(paper)
}

// paper is the server of a feed that gets longer, and of another one.
type paper struct {
	*httptest.Server
	items atomic.Int64
}

func newPaper(t *testing.T) *paper {
	p := &paper{}
	p.items.Store(30)
	rss := func(w http.ResponseWriter, title string, n int64) {
		_, _ = fmt.Fprintf(w, `<rss version="2.0"><channel><title>%s</title>`, title)
		for i := range n {
			_, _ = fmt.Fprintf(w, `<item><guid>%s%d</guid><link>https://%s.example/%d</link><title>Harbour report %d of the %s</title><pubDate>Tue, 13 Jan 2026 09:00:00 GMT</pubDate></item>`, title, i, title, i, i, title)
		}
		_, _ = io.WriteString(w, `</channel></rss>`)
	}
	mux := http.NewServeMux()
	mux.HandleFunc("/rss", func(w http.ResponseWriter, _ *http.Request) { rss(w, "paper", p.items.Load()) })
	mux.HandleFunc("/weekly.rss", func(w http.ResponseWriter, _ *http.Request) { rss(w, "weekly", 3) })
	mux.HandleFunc("/weekly", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		_, _ = io.WriteString(w, `<!doctype html><title>Weekly</title><link rel="alternate" type="application/rss+xml" href="/weekly.rss">`)
	})
	p.Server = httptest.NewServer(mux)
	t.Cleanup(p.Close)
	return p
}

// serveArchive serves an archive until the test ends, and returns its address.
func serveArchive(t *testing.T, dir string) (address string) {
	t.Helper()
	return strings.TrimSuffix(serveHere(t, nil, "--dir", dir, "serve", "--listen", "127.0.0.1:0").address, "/")
}

// curl asks by the operations of the document.
type curl struct {
	*testing.T
	bin, password, at string
	server            string                    // where the operations begin
	operations        map[string]documentedStep // by their names
}

// documentedStep is how an operation is asked for.
type documentedStep struct{ method, path string }

// run runs curl and returns what it wrote.
func (c *curl) run(args ...string) string {
	c.Helper()
	cmd := exec.Command(c.bin, append([]string{"--silent", "--show-error", "--fail-with-body", "--max-time", "60", "--noproxy", "*"}, args...)...) //nolint:gosec,noctx // a test
	cmd.Dir = c.TempDir()
	out, err := cmd.Output()
	if err != nil {
		c.Fatalf("curl %q: %v\n%s", args, err, out)
	}
	return string(out)
}

// learn reads the document, and from it alone where what is.
func (c *curl) learn() {
	c.Helper()
	var doc struct {
		Servers []struct{ URL string }
		Paths   map[string]map[string]struct{ OperationID string }
	}
	at := c.at + "/api/v1/openapi.json"
	if err := json.Unmarshal([]byte(c.run("--compressed", at)), &doc); err != nil {
		c.Fatal(err)
	}
	base, err := url.Parse(at)
	if err != nil {
		c.Fatal(err)
	}
	server, err := base.Parse(doc.Servers[0].URL)
	if err != nil {
		c.Fatal(err)
	}
	c.server, c.operations = server.String(), map[string]documentedStep{}
	for path, methods := range doc.Paths {
		for method, op := range methods {
			c.operations[op.OperationID] = documentedStep{strings.ToUpper(method), path}
		}
	}
}

// does asks for an operation. Values are for the parts of its path in braces, in
// their order; one that begins with a question mark or a brace is the query or the
// body.
func (c *curl) does(name string, values ...string) string {
	c.Helper()
	op, ok := c.operations[name]
	if !ok {
		c.Fatalf("the document has no operation %s", name)
	}
	address, args := c.server+op.path, []string{"--compressed", "--request", op.method, "--header", "Authorization: Bearer " + c.password}
	for _, v := range values {
		switch {
		case strings.HasPrefix(v, "?"):
			address += v
		case strings.HasPrefix(v, "{"):
			args = append(args, "--header", "Content-Type: application/json", "--data-binary", v)
		default:
			brace := regexp.MustCompile(`\{\w+\}`).FindStringIndex(address)
			if brace == nil {
				c.Fatalf("%s has no place for %q", op.path, v)
			}
			address = address[:brace[0]] + url.PathEscape(v) + address[brace[1]:]
		}
	}
	return c.run(append(args, address)...)
}

// what curl's day reads of answers.
type curlAnswer struct {
	Total  int
	Groups []struct{ Stories []struct{ ID int64 } }
	More   bool
	Next   string
	Feed   struct {
		ID    int64
		Name  string
		State struct{ Items int }
	}
	Changes []struct {
		ID    int64
		Story *struct{ Title string }
	}
	Changed, Seen, New int
}

func (c *curl) reads(name string, values ...string) (a curlAnswer) {
	c.Helper()
	text := c.does(name, values...)
	if err := json.Unmarshal([]byte(text), &a); err != nil {
		c.Fatalf("%s: %v\n%s", name, err, text)
	}
	return a
}

func (a curlAnswer) ids() (ids []int64) {
	for _, g := range a.Groups {
		for _, st := range g.Stories {
			ids = append(ids, st.ID)
		}
	}
	return ids
}

func (c *curl) day(paper *paper) {
	since := c.reads("listChanges", "?from=now").Next
	c.does("addTopic", `{"name":"harbours","query":"harbour"}`)

	// All that is there, page by page, while the feed brings more.
	var seen []int64
	for next, page := "", 1; ; page++ {
		found := c.reads("search", "?q=harbour&sort=newest&group=none&limit=7"+next)
		seen = append(seen, found.ids()...)
		body, _ := json.Marshal(map[string]any{"stories": found.ids(), "add": []string{"read today"}})
		if got := c.reads("tagStories", string(body)); got.Changed != len(found.ids()) {
			c.Errorf("page %d: %d of %d stories are tagged", page, got.Changed, len(found.ids()))
		}
		paper.items.Add(1)
		c.does("fetchFeed", "1")
		if !found.More {
			break
		}
		next = "&cursor=" + url.QueryEscape(found.Next)
	}
	if distinct := slices.Compact(slices.Sorted(slices.Values(seen))); len(distinct) != len(seen) || len(seen) < 30 {
		c.Errorf("the pages had %d stories, %d distinct ones", len(seen), len(distinct))
	}
	if found := c.reads("search", `?q=tag:%22read%20today%22&limit=1`); found.Total != len(seen) {
		c.Errorf("%d stories have the tag of %d", found.Total, len(seen))
	}
	c.does("markEvent", "1", "read")
	c.follow(paper)
	c.sees(since, paper)

	if opml := c.does("exportFeeds"); !strings.Contains(opml, paper.URL+"/rss") || !strings.Contains(opml, paper.URL+"/weekly.rss") {
		c.Errorf("the exported feeds: %s", opml)
	}
	etag := filepath.Join(c.TempDir(), "etag")
	search := c.server + c.operations["search"].path + "?q=harbour"
	c.run("--etag-save", etag, search)
	if _, err := os.Stat(etag); err != nil {
		c.Error(err)
	}
	if again := c.run("--etag-compare", etag, "--write-out", "%{http_code}", search); again != "304" {
		c.Errorf("asked again, the search answers %.300s", again)
	}
}

// follow follows the feed of a page.
func (c *curl) follow(paper *paper) {
	c.Helper()
	followed := c.reads("followFeed", fmt.Sprintf(`{"url":%q,"name":"weekly"}`, paper.URL+"/weekly")).Feed
	if followed.Name != "weekly" || followed.State.Items != 3 {
		c.Errorf("followed: %+v", followed)
	}
	if got := c.reads("setFeed", fmt.Sprint(followed.ID), `{"every":"1d","tags":["slow"]}`).Feed; got.Name != "weekly" {
		c.Errorf("set: %+v", got)
	}
}

// sees looks for what is new in both ways. Each thing comes once.
func (c *curl) sees(since string, paper *paper) {
	c.Helper()
	titles := map[string]int{}
	for {
		part := c.reads("listChanges", "?limit=10&cursor="+url.QueryEscape(since))
		for _, change := range part.Changes {
			if change.Story != nil {
				titles[change.Story.Title]++
			}
		}
		if since = part.Next; !part.More {
			break
		}
	}
	for i := range paper.items.Load() {
		if title := fmt.Sprintf("Harbour report %d of the paper", i); titles[title] == 0 {
			c.Errorf("the changes do not name %q", title)
		}
	}
	if part := c.reads("listChanges", "?cursor="+url.QueryEscape(since)); len(part.Changes) != 0 {
		c.Errorf("changes come twice: %v", part.Changes)
	}
	news := c.reads("topicNews", "harbours", "?limit=200").ids()
	if want := int(paper.items.Load()) - 30 + 3; len(news) != want {
		c.Errorf("%d stories of the topic are new instead of %d", len(news), want)
	}
	body, _ := json.Marshal(map[string]any{"stories": news})
	if got := c.reads("seeTopic", "harbours", string(body)); got.Seen != len(news) || got.New != 0 {
		c.Errorf("seen: %+v", got)
	}
	if again := c.reads("topicNews", "harbours").ids(); len(again) != 0 {
		c.Errorf("the topic shows %v again", again)
	}
}

// servedAPI serves an archive to the examples of docs/api.md, and returns their
// environment.
func servedAPI(t *testing.T, dir string) []string {
	t.Helper()
	if _, err := exec.LookPath("curl"); err != nil {
		t.Skip("needs curl to run the examples; skipped")
	}
	var password, said strings.Builder
	if code := newApp(nil, &password, &said).run(t.Context(), []string{"--dir", dir, "password", "add", "examples", "--write"}); code != exitDone {
		t.Fatalf("exit %d: %s", code, &said)
	}
	return []string{"API=" + serveArchive(t, dir) + "/api/v1", "PASSWORD=" + strings.TrimSpace(password.String())}
}
