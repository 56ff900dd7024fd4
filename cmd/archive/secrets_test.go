package main

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"newsarchive/internal/archive"
	"newsarchive/internal/news"
	"newsarchive/internal/web"

	sdk "github.com/modelcontextprotocol/go-sdk/mcp"
	"github.com/spf13/cobra"

	"newsarchive/internal/effort"
	"newsarchive/internal/private"
	"newsarchive/store"
)

// The secrets of this test's feeds. No output may contain them, and no file but
// private.db.
const (
	secretUser  = "ada-u7er"
	secretPass  = "p4ss/w0rd#1"
	secretToken = "t0k3n-8f14e45f"
	secretPath  = "pa7h-c9f0f895"
)

// secretForms are the spellings in which a secret is looked for.
func secretForms() []string {
	forms := []string{
		secretUser, secretPass, secretToken, secretPath, "p4ss%2Fw0rd%231", "p4ss%2Fw0rd", "p4ss", "8f14e45f", "c9f0f895", "wr0ng",
		secretBearer, secretCookie, secretKey, secretProxy,
	}
	for _, login := range []string{secretUser + ":" + secretPass} {
		forms = append(forms, base64.StdEncoding.EncodeToString([]byte(login)))
	}
	return forms
}

// guarded is a server whose feeds require a login or a token, and repeat it where
// real feeds do.
type guarded struct {
	*httptest.Server
	other *httptest.Server // another origin
	mode  atomic.Value     // how it answers: "ok" or a failure
	tick  atomic.Int64
	leaks atomic.Value // the login that the other origin received
}

func newGuarded(t *testing.T) *guarded {
	t.Helper()
	g := &guarded{}
	g.mode.Store("ok")
	g.leaks.Store("")
	g.other = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if a := r.Header.Get("Authorization") + r.Header.Get("Cookie") + r.Header.Get("X-Api-Key"); a != "" {
			g.leaks.Store(a)
		}
		http.Error(w, "no", http.StatusUnauthorized)
	}))
	g.Server = httptest.NewServer(http.HandlerFunc(g.serve))
	t.Cleanup(func() { g.Close(); g.other.Close() })
	return g
}

func (g *guarded) serve(w http.ResponseWriter, r *http.Request) {
	user, pass, _ := r.BasicAuth()
	login := user == secretUser && pass == secretPass
	if r.URL.Path == "/basic" && !login || r.URL.Path == "/settings" && !allowed(r) || r.URL.Path == "/token" && r.URL.Query().Get("token") != secretToken ||
		strings.HasPrefix(r.URL.Path, "/u/") && !strings.Contains(r.URL.Path, secretPath) {
		w.Header().Set("WWW-Authenticate", "Basic")
		http.Error(w, "no", http.StatusUnauthorized)
		return
	}
	switch mode := g.mode.Load(); mode {
	case "401":
		w.WriteHeader(http.StatusUnauthorized)
	case "500":
		http.Error(w, "at "+r.URL.String(), http.StatusInternalServerError)
	case "away":
		http.Redirect(w, r, g.other.URL+r.URL.RequestURI(), http.StatusFound)
	case "loop":
		http.Redirect(w, r, r.URL.String(), http.StatusFound)
	case "bad location":
		w.Header().Set("Location", "gopher://"+secretUser+":p4ss@x"+r.URL.RequestURI())
		if r.URL.Path == "/settings" {
			w.Header().Set("Location", "gopher://x/?"+url.QueryEscape(repeated(r)))
		}
		w.WriteHeader(http.StatusFound)
	case "broken":
		w.Header().Set("Content-Length", "1000")
		_, _ = w.Write([]byte("<rss>"))
	case "no feed":
		_, _ = fmt.Fprintf(w, "<html>%s</html>", r.URL)
	case "moved":
		if moved := r.URL.Query(); moved.Get("moved") == "" {
			moved.Set("moved", "1")
			http.Redirect(w, r, r.URL.Path+"?"+moved.Encode(), http.StatusMovedPermanently)
			return
		}
		g.document(w, r)
	case "partial":
		whole := httptest.NewRecorder()
		g.document(whole, r)
		part, _, _ := strings.Cut(whole.Body.String(), "<item><nothing/>")
		_, _ = w.Write([]byte(part))
	default:
		g.document(w, r)
	}
}

// document returns a feed that repeats the secrets of the request.
func (g *guarded) document(w http.ResponseWriter, r *http.Request) {
	n := g.tick.Add(1)
	self := strings.ReplaceAll("http://"+r.Host+r.URL.RequestURI(), "&", "&amp;")
	item, echo := fmt.Sprintf("http://%s/item/%d", r.Host, n), ""
	if token := r.URL.Query().Get("token"); token != "" {
		item += "?token=" + token
	}
	if user, pass, ok := r.BasicAuth(); ok {
		echo = repeated(r) + " http://" + url.UserPassword(user, pass).String() + "@" + r.Host + "/x"
	}
	if r.URL.Path == "/settings" {
		echo = repeated(r)
	}
	_, _ = fmt.Fprintf(w, `<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel><title>Guarded %s</title>
<link>%s</link><atom:link rel="self" href="%s"/>
<item><guid>g%d</guid><title>Harbour opens %d</title><link>%s</link><description>See &lt;a href="item/%d"&gt;here&lt;/a&gt; or %s</description></item>
<item><guid>%s#%d</guid><title>Museum %d</title><link>item-%d</link></item>
<item><title>Empty link %d</title><link></link><description>&lt;a href=""&gt;self&lt;/a&gt; %s</description></item>
<item><nothing/></item>
</channel></rss>`, r.URL.Path[:2], self, self, n, n, item, n, self, self, n, n, n, n, echo)
}

// witness looks for secrets in all output of the program.
type witness struct {
	session
	ran map[string]bool // the commands
}

func (w *witness) run(args ...string) (code int, out string) {
	w.t.Helper()
	code, out, said := w.session.run(args...)
	what := strings.Join(args, " ")
	w.ran[what] = true
	for _, form := range secretForms() {
		for name, text := range map[string]string{"stdout": out, "stderr": said} {
			if i := strings.Index(text, form); i >= 0 {
				w.t.Errorf("archive %s: %q is on %s: …%.300s", what, form, name, text[max(0, i-100):])
			}
		}
	}
	return code, out
}

func (w *witness) must(args ...string) string {
	w.t.Helper()
	code, out := w.run(args...)
	if code != exitDone {
		w.t.Fatalf("archive %s: exit %d", strings.Join(args, " "), code)
	}
	return out
}

// generation names the index that is in use.
func (w *witness) generation() string {
	w.t.Helper()
	name, err := os.ReadFile(filepath.Join(w.dir, "index", "CURRENT"))
	if err != nil {
		w.t.Fatal(err)
	}
	return string(name)
}

// files looks for secrets in every file below the folders except private.db, and
// checks the files' modes.
func (w *witness) files(dirs ...string) {
	w.t.Helper()
	for _, dir := range dirs {
		err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return err
			}
			raw, err := os.ReadFile(path)
			if err != nil {
				return err
			}
			if strings.Contains(filepath.Base(path), private.File) {
				if info, err := d.Info(); err != nil || info.Mode().Perm() != 0o600 {
					w.t.Errorf("%s: mode %v, %v", path, info.Mode(), err)
				}
				return nil
			}
			for _, form := range secretForms() {
				if i := bytes.Index(raw, []byte(form)); i >= 0 {
					w.t.Errorf("%s holds %q: …%.200q", path, form, raw[max(0, i-100):])
				}
			}
			return nil
		})
		if err != nil {
			w.t.Fatal(err)
		}
	}
}

// asks are calls of commands that read. A new command belongs here, or into
// TestSecretsAreShownNowhere itself.
func asks() [][]string {
	all := [][]string{
		{"feed", "list"},
		{"feed", "list", "--json"},
		{"feed", "show", "1"},
		{"feed", "show", "1", "--json"},
		{"feed", "export"},
		{"stats"},
		{"stats", "--json"},
		{"show", "1"},
		{"show", "1", "--format", "md"},
		{"show", "1", "--text"},
		{"show", "1", "--format", "json"},
		{"chain", "1"},
		{"event"},
		{"event", "show", "1"},
		{"event", "show", "1", "--json"},
		{"event", "show", "1", "--why"},
		{"show", "1", "--why", "--json"},
		{"event", "join", "1", "2"},
		{"event", "split", "2", "--json"},
		{"log"},
		{"log", "--json"},
		{"log", "1"},
		{"timeline", "harbour"},
		{"topic", "add", "t", "harbour"},
		{"topic", "list"},
		{"topic", "list", "--json"},
		{"topic", "show", "t"},
		{"topic", "check"},
		{"topic", "check", "--json"},
		{"topic", "set", "t", "harbour bridge"},
		{"topic", "remove", "t"},
		{"mark", "starred", "1"},
		{"mark", "--json", "read", "*"},
		{"tag", "+x", "1"},
		{"export", "--to", "ndjson"},
		{"search", "link:item"},
		{"search", "feed:guarded"},
		{"search", "--explain", "harbour"},
		{"doctor"},
		{"doctor", "--json"},
		{"reindex"},
		{"reparse"},
		{"reparse", "--json"},
		{"reread", "--all"},
		{"reread", "--all", "--json"},
		{"export", "--to", "warc", "--out", "-"},
		{"forget", "--yes", "1"},
		{"fetch"},
		{"resolve", "--json"},
		{"settings"},
		{"version"},
		{"__complete", "feed", "set", ""},
	}
	for _, f := range formats() {
		all = append(all, []string{"search", "harbour", "--format", f})
	}
	for _, f := range timelineFormats() {
		all = append(all, []string{"timeline", "harbour", "--format", f})
	}
	return all
}

// TestSecretsAreShownNowhere runs every command on feeds with passwords and
// tokens, with successful and failing fetches, and looks for the secrets in all
// output and in every file but private.db.
func TestSecretsAreShownNowhere(t *testing.T) {
	effort.OnlyAll(t, "runs every command")
	effort.WithoutRace(t, "one command after the other")
	g := newGuarded(t)
	work := t.TempDir()
	w := &witness{session: newSession(t, taught), ran: map[string]bool{}}
	host := strings.TrimPrefix(g.URL, "http://")
	basic := "http://" + secretUser + ":p4ss%2Fw0rd%231@" + host + "/basic"
	token := g.URL + "/token?token=" + secretToken
	path := g.URL + "/u/" + secretPath + "/rss"

	// With the wrong password first; then it is taken over.
	w.must("feed", "add", "--later", "http://"+secretUser+":wr0ng@"+host+"/basic", "--json")
	if code, _ := w.run("sync"); code != exitPart {
		t.Errorf("a wrong password: exit %d", code)
	}
	w.must("feed", "add", "--later", basic)
	for _, args := range [][]string{
		{"mirror", "--as", "a", "--to", "http://" + secretUser + ":p4ss%2Fw0rd%231@" + host + "/news"},
		{"mirror", "--as", "a", "--json", "--to", g.URL + "/news", "--token", secretBearer},
		{"doctor", "--as", "a", "--at", "http://" + secretUser + ":p4ss%2Fw0rd%231@" + host + "/news"},
	} {
		if code, _ := w.run(args...); code != exitFailed {
			t.Errorf("%s to what is no OpenSearch: exit %d", args[0], code)
		}
	}
	w.must("feed", "add", "--later", basic, "--name", "basic", "--tag", "x")
	w.must("feed", "add", "--later", "--private", token, path, "--json")
	w.must("feed", "add", "--later", "--private", token)
	// A feed that was public with its token, and is made private: by add, by set.
	late := g.URL + "/token?late=1&token=" + secretToken
	if code, _, said := w.session.run("feed", "add", "--later", late); code != exitDone {
		t.Fatal(said)
	}
	if code, _, said := w.session.run("sync"); code != exitDone {
		t.Fatal(said)
	}
	items := func() int {
		_, out, _ := w.session.run("search", "--format", "ids", "-n", "0", "*")
		return strings.Count(out, "\n")
	}
	before, index := items(), w.generation()
	w.must("feed", "add", "--later", "--private", late)
	w.files(w.dir)
	if w.generation() == index {
		t.Error("the index was not made again: its files may hold the address, packed")
	}
	if after := items(); after != before {
		t.Errorf("%d stories, and %d after a feed became private", before, after)
	}
	if n := len(feedsOf(t, w)); n != 6 {
		t.Errorf("%d feeds, want 6: basic, token, path, late and the two that were there", n)
	}

	for _, mode := range []string{"ok", "401", "500", "away", "loop", "bad location", "broken", "no feed", "partial", "moved", "ok"} {
		g.mode.Store(mode)
		want := exitPart
		if mode == "ok" || mode == "moved" {
			want = exitDone
		}
		if code, _ := w.run("sync", "--all"); code != want {
			t.Errorf("sync with %s: exit %d, want %d", mode, code, want)
		}
		if code, _ := w.run("sync", "--all", "--json", "--check"); code != want {
			t.Errorf("sync --json with %s: exit %d, want %d", mode, code, want)
		}
		for _, args := range asks() {
			w.run(args...)
		}
		w.addsFeeds(g, mode)
		w.settings(g, mode)
	}
	if got := g.leaks.Load(); got != "" {
		t.Errorf("another origin was sent %q", got)
	}

	// A message about a wrong address does not show it. A feed can be named by its
	// whole address.
	for _, args := range [][]string{
		{"feed", "add", "--later", "ftp://" + secretUser + ":p4ss@host/"},
		{"feed", "add", "--later", "https://" + secretUser + ":p4ss#w@host/"},
		{"feed", "add", "--later", secretUser + ":p4ss@host/feed.xml"},
		{"feed", "set", "https://" + secretUser + ":p4ss@host/none", "--every", "1h"},
		{"sync", "https://" + secretUser + ":p4ss@host/none"},
		{"feed", "set", "basic", "--url", "https://" + secretUser + ":p4ss@[host/"},
	} {
		if code, _ := w.run(args...); code == exitDone {
			t.Errorf("%v is fine", args)
		}
	}
	w.must("sync", token)
	w.must("feed", "set", token, "--every", "2h")
	w.must("feed", "set", "basic", "--url", basic+"?changed=1")
	w.must("feed", "set", "basic", "--url", g.URL+"/basic")
	w.must("sync", "basic")

	w.must("add", g.URL+"/item/1")
	w.must("add", "--json", "--url", "https://a.example/page", pageFile(t))
	if code, _ := w.run("add", "https://"+secretUser+":p4ss@host/x"); code != exitUsage {
		t.Error("an address with a password is added")
	}
	w.must("export", "--to", "post", "--out", filepath.Join(work, "posts"))
	w.must("export", "--to", "md", "--out", filepath.Join(work, "md"))
	w.must("export", "--to", "warc", "--out", filepath.Join(work, "pages.warc.gz"))
	_, ndjson := w.run("export", "--to", "ndjson")
	if err := os.WriteFile(filepath.Join(work, "all.ndjson"), []byte(ndjson), 0o600); err != nil {
		t.Fatal(err)
	}
	w.must("import", filepath.Join(work, "all.ndjson"), filepath.Join(work, "posts"))
	w.must("man", filepath.Join(work, "man"))
	for _, kind := range []string{"systemd", "launchd", "cron"} {
		w.must("unit", kind)
	}
	w.imports(basic)
	w.lists(basic)
	w.passwords()
	w.must("backup", filepath.Join(work, "b", "..", "news.db"), "--json")
	w.must("backup", filepath.Join(work, "bare.db"), "--no-private")
	if _, err := os.Stat(filepath.Join(work, "bare.db.private.db")); err == nil {
		t.Error("--no-private has left private.db in")
	}
	for _, name := range []string{"news.db", "news.db.sha256", "news.db.private.db", "news.db.private.db.sha256", "bare.db", "bare.db.sha256"} {
		if info, err := os.Stat(filepath.Join(work, name)); err != nil || info.Mode().Perm() != 0o600 {
			t.Errorf("%s: %v %v", name, info, err)
		}
	}
	w.must("prune", "--feed", "other", "--yes", "--json")
	w.must("feed", "remove", "basic", "--purge", "--yes")
	w.files(w.dir, work)

	// A restore brings the secrets back. Without them, the feeds report what is
	// missing and everything else works.
	restored := *w
	restored.dir = filepath.Join(t.TempDir(), "restored")
	restored.must("restore", filepath.Join(work, "news.db"))
	restored.must("sync", "--all")
	restored.must("feed", "add", "--later", "--private", token)
	if n := len(feedsOf(t, &restored)); n != 6 {
		t.Errorf("%d feeds after a restore", n)
	}
	restored.files(restored.dir)
	restored.dir = filepath.Join(t.TempDir(), "bare")
	restored.must("restore", filepath.Join(work, "bare.db"), "--json")
	restored.must("search", "harbour")
	if code, _ := restored.run("sync", "--all"); code != exitPart {
		t.Errorf("sync without secrets: exit %d", code)
	}
	if code, _ := restored.run("doctor"); code != exitPart {
		t.Errorf("doctor without secrets: exit %d", code)
	}
	restored.must("feed", "set", "3", "--private", "--url", basic) // any feed: it is only read again
	restored.files(restored.dir)
	w.serves()
	w.assists()
	w.allRan(t)
}

// pageFile returns a file with a saved page.
func pageFile(t *testing.T) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "page.html")
	text := "<html><head><title>A page</title></head><body><p>" + strings.Repeat("The harbour of the town opens again. ", 40) + "</p></body></html>"
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// imports imports a post and an item whose feeds' addresses have logins.
func (w *witness) imports(address string) {
	w.t.Helper()
	dir := w.t.TempDir()
	for name, text := range map[string]string{
		"one.md":     "---\ntitle: Imported one\nlink: https://a.example/one\nsource: " + address + "\n---\nText.\n",
		"two.ndjson": `{"feed":{"url":"` + address + `","aliases":["https://` + secretUser + `:p4ss@alias.example/"]},"link":"https://a.example/two","title":"Imported two"}`,
		"bad.ndjson": `{"feed":{"url":"` + address + `"}}`,
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			w.t.Fatal(err)
		}
	}
	w.run("import", dir)
	w.run("import", dir)
	if out := w.must("search", "imported", "--format", "ids"); strings.Count(out, "\n") != 2 {
		w.t.Errorf("imported: %q", out)
	}
	w.run("export", "--to", "ndjson", "imported")
}

// addsFeeds adds feeds that are fetched at once, to an archive of their own.
func (w *witness) addsFeeds(g *guarded, mode string) {
	w.t.Helper()
	alone := *w
	alone.dir = filepath.Join(w.t.TempDir(), "added")
	want := exitFailed
	if mode == "ok" || mode == "moved" || mode == "partial" {
		want = exitDone
	}
	login := strings.Replace(g.URL, "http://", "http://"+secretUser+":p4ss%2Fw0rd%231@", 1)
	for _, address := range []string{login + "/basic", g.URL + "/token?token=" + secretToken, g.URL + "/u/" + secretPath + "/rss"} {
		args := []string{"feed", "add", "--json", address}
		if !strings.HasPrefix(address, login) {
			args = append(args, "--private")
		}
		if code, out := alone.run(args...); code != want {
			w.t.Errorf("feed add with %s: exit %d, want %d\n%s", mode, code, want, out)
		}
		alone.must(append(args, "--force")...)
	}
	alone.files(alone.dir)
}

// lists imports and exports a list of feeds whose addresses have logins, into an
// archive of its own.
func (w *witness) lists(address string) {
	w.t.Helper()
	list := filepath.Join(w.t.TempDir(), "feeds.opml")
	text := `<opml><outline text="Basic" xmlUrl="` + address + `"/><outline text="Wrong" xmlUrl="https://` + secretUser + `:p4ss#w@host/"/></opml>`
	if err := os.WriteFile(list, []byte(text), 0o600); err != nil {
		w.t.Fatal(err)
	}
	other := *w
	other.dir = filepath.Join(w.t.TempDir(), "listed")
	for range 2 {
		if code, _ := other.run("feed", "import", list); code != exitPart {
			w.t.Errorf("feed import: exit %d", code)
		}
	}
	other.run("feed", "import", "--json", list)
	other.run("sync", "--all") // a list's address is not fetched from this machine
	out := other.must("feed", "export")
	if !strings.Contains(out, "/basic") {
		w.t.Errorf("the list that is written: %s", out)
	}
	other.run("import", list)
	other.files(other.dir)
}

// feedsOf returns the feeds of the archive, the built-in one aside.
func feedsOf(t *testing.T, w *witness) []news.Feed {
	t.Helper()
	s, err := store.Open(t.Context(), filepath.Join(w.dir, "archive.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close() //nolint:errcheck // read only
	feeds, err := s.Feeds(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return slices.DeleteFunc(feeds, func(f news.Feed) bool { return f.URL == news.LocalFeed })
}

// serves looks for secrets in what the archive's pages say.
func (w *witness) serves() {
	w.t.Helper()
	w.ran["serve"] = true
	keeper := archive.NewKeeper(w.dir, archive.Options{})
	defer keeper.Close() //nolint:errcheck // read only
	server, err := web.New(keeper, web.Options{})
	if err != nil {
		w.t.Fatal(err)
	}
	addresses := []string{"/", "/feeds", "/feeds.json", "/opml", "/topics", "/search?q=harbour", "/search.json?q=harbour", "/search.atom", "/story/1", "/story/1.json", "/story/1.md", "/event/1.json", "/timeline", "/timeline.svg", "/metrics"}
	for _, f := range feedsOf(w.t, w) {
		addresses = append(addresses, fmt.Sprintf("/feed/%d", f.ID), fmt.Sprintf("/feed/%d.json", f.ID), fmt.Sprintf("/search?feed=%d", f.ID))
	}
	for _, address := range addresses {
		r, answer := httptest.NewRequestWithContext(w.t.Context(), http.MethodGet, "http://localhost"+address, nil), httptest.NewRecorder()
		r.Header.Set("Accept", "text/html")
		server.ServeHTTP(answer, r)
		if answer.Code != http.StatusOK {
			w.t.Errorf("%s: %d", address, answer.Code)
		}
		for _, form := range secretForms() {
			if i := strings.Index(answer.Body.String(), form); i >= 0 {
				w.t.Errorf("%s: %q is shown: …%.300s", address, form, answer.Body.String()[max(0, i-100):])
			}
		}
	}
}

// assists looks for secrets in what an assistant is answered.
func (w *witness) assists() {
	w.t.Helper()
	w.ran["mcp"] = true
	client, end := assistant(w.t, time.Now, "--dir", w.dir, "mcp", "--write")
	defer end()
	calls := []*sdk.CallToolParams{
		{Name: "feeds_health"},
		{Name: "search", Arguments: map[string]any{"query": "harbour"}},
		{Name: "show", Arguments: map[string]any{"story": 1}},
		{Name: "event", Arguments: map[string]any{"story": 1}},
		{Name: "topics"},
		{Name: "timeline"},
	}
	for _, f := range feedsOf(w.t, w) {
		calls = append(calls, &sdk.CallToolParams{Name: "feeds_health", Arguments: map[string]any{"name": strconv.FormatInt(f.ID, 10)}})
	}
	for _, c := range calls {
		res, err := client.CallTool(w.t.Context(), c)
		if err != nil {
			w.t.Fatal(err)
		}
		said, err := json.Marshal(res)
		if err != nil || res.IsError {
			w.t.Errorf("%s: %v %s", c.Name, err, said)
		}
		for _, form := range secretForms() {
			if i := strings.Index(string(said), form); i >= 0 {
				w.t.Errorf("%s: %q is shown: …%.300s", c.Name, form, string(said)[max(0, i-100):])
			}
		}
	}
}

// allRan fails if a command was not run.
func (w *witness) allRan(t *testing.T) {
	var look func(*cobra.Command)
	look = func(c *cobra.Command) {
		path := strings.TrimPrefix(c.CommandPath(), "archive ")
		switch {
		case c.HasSubCommands():
			for _, sub := range c.Commands() {
				look(sub)
			}
		case !c.Runnable() || path == "demo" || path == "help" || strings.HasPrefix(path, "completion"):
		default:
			for ran := range w.ran {
				if strings.HasPrefix(ran+" ", path+" ") {
					return
				}
			}
			t.Errorf("no secret was looked for in what archive %s says", path)
		}
	}
	look(newRootCmd(newApp(nil, &bytes.Buffer{}, &bytes.Buffer{})))
}
