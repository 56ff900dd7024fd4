package main

import (
	"bytes"
	"database/sql"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"newsarchive/internal/miniflux"
)

// newsboatModes are the modes of newsboat in which it syncs with an archive: with
// its settings, in which $ADDRESS and $PASSWORD stand for what they are, and whether
// it can star.
func newsboatModes() map[string]newsboatMode {
	return map[string]newsboatMode{
		"feedhq": {`urls-source "feedhq"
feedhq-url "$ADDRESS"
feedhq-login "me"
feedhq-password "$PASSWORD"
feedhq-flag-star "s"
feedhq-show-special-feeds no`, true, "~paper", "~harbours"},
		"miniflux": {`urls-source "miniflux"
miniflux-url "$ADDRESS/miniflux"
miniflux-login "me"
miniflux-password "$PASSWORD"`, false, "~1", fmt.Sprint("~", miniflux.TopicFeed(1))},
	}
}

type newsboatMode struct {
	config      string
	stars       bool
	feed, topic string // what they are called
}

// TestNewsboat promises that a real newsboat, in its modes for servers of the Google
// Reader API and of Miniflux's, does a day's work with a served archive: it sees
// feeds and topics, reads, stars and marks, and the archive knows it; it sees what a
// sync brings meanwhile, also to a topic; and what is marked elsewhere.
func TestNewsboat(t *testing.T) {
	if _, err := exec.LookPath("newsboat"); err != nil {
		t.Skip("newsboat is not installed")
	}
	if _, err := exec.LookPath("script"); err != nil {
		t.Skip("script, of util-linux, is not installed")
	}
	for name, mode := range newsboatModes() {
		t.Run(name, func(t *testing.T) { newNewsboat(t, mode.config).worksADay(mode) })
	}
}

func (n *newsboat) worksADay(mode newsboatMode) {
	n.t.Helper()
	n.reads("newsboat sees the feed and the topic", "4 unread articles") // one is in both
	n.has(mode.feed, "A harbour opens 1", "A tram stops 1", "Snow falls 1")
	n.has(mode.topic, "A harbour opens 1")

	ui := n.start()
	if mode.stars {
		ui.key("\n\n\x05", "is:read", 1) // the first feed, its article, which the next key marks read: edit-flags
		ui.key("s\nq", "is:starred", 1)  // and back
	} else {
		ui.key("\n\nq", "is:read", 1)
	}
	ui.key("N", "is:read", 0)        // toggle-article-read
	ui.key("q\x1bOBA", "is:read", 3) // back, down, and mark all
	ui.end()
	if got := n.found("is:starred"); mode.stars && !slices.Equal(got, n.found("harbour")) {
		n.t.Errorf("starred is %v", got)
	}

	n.tick.Add(1)
	n.must("sync", "--all")
	n.reads("a sync brought stories, one of them to the topic", "4 unread articles") // one is in both
	n.has(mode.topic, "A harbour opens 1", "A harbour opens 2")
	n.must("mark", "read", "tram")
	n.reads("one is marked elsewhere", "3 unread articles")
}

// newsboat is one, and the archive that it syncs with.
type newsboat struct {
	session
	tick    atomic.Int64 // of the feed
	home    string
	address string // of the server
}

func newNewsboat(t *testing.T, config string) *newsboat {
	t.Helper()
	n := &newsboat{session: session{t, filepath.Join(t.TempDir(), "archive")}, home: t.TempDir()}
	feed := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		_, _ = io.WriteString(w, `<rss version="2.0"><channel><title>paper</title>`)
		for i := range n.tick.Load() + 1 {
			for _, title := range []string{"A harbour opens", "A tram stops", "Snow falls"} {
				_, _ = fmt.Fprintf(w, `<item><guid>%s%d</guid><link>https://paper.example/%s-%d</link><title>%s %d</title><description>Text</description></item>`,
					title, i, strings.ReplaceAll(title, " ", "-"), i, title, i+1)
			}
		}
		_, _ = io.WriteString(w, `</channel></rss>`)
	}))
	t.Cleanup(feed.Close)
	n.must("import", n.file("nothing.ndjson", ""))
	password := strings.TrimSpace(n.must("password", "add", "newsboat"))
	n.must("feed", "add", "--name", "paper", feed.URL+"/rss")
	n.must("topic", "add", "harbours", "harbour")
	n.address = n.serve()
	config = strings.NewReplacer("$ADDRESS", strings.TrimSuffix(n.address, "/"), "$PASSWORD", password).Replace(config)
	n.file("config", config+"\nfeed-sort-order title\narticle-sort-order title\n")
	return n
}

func (n *newsboat) file(name, text string) string {
	n.t.Helper()
	path := filepath.Join(n.home, name)
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		n.t.Fatal(err)
	}
	return path
}

func (n *newsboat) must(args ...string) string {
	n.t.Helper()
	code, out, said := n.run(args...)
	if code != exitDone {
		n.t.Fatalf("archive %s: exit %d\n%s%s", strings.Join(args, " "), code, out, said)
	}
	return out
}

// serve serves the archive until the test ends, and returns the address.
func (n *newsboat) serve() string {
	n.t.Helper()
	return serveHere(n.t, nil, "--dir", n.dir, "serve", "--listen", "127.0.0.1:0").address
}

func (n *newsboat) command(args ...string) []string {
	return append([]string{"newsboat", "-q", "-C", filepath.Join(n.home, "config"), "-c", filepath.Join(n.home, "cache.db"), "-u", filepath.Join(n.home, "urls")}, args...)
}

// reads has newsboat fetch everything, and say how many articles are unread.
func (n *newsboat) reads(what, want string) {
	n.t.Helper()
	args := n.command("-x", "reload", "print-unread")
	cmd := exec.CommandContext(n.t.Context(), args[0], args[1:]...) //nolint:gosec // found on the path
	cmd.Env = append(os.Environ(), "http_proxy=", "all_proxy=", "HOME="+n.home, "LC_ALL=C.UTF-8")
	out, err := cmd.CombinedOutput()
	if err != nil || !strings.Contains(string(out), want) {
		n.t.Fatalf("%s: %v\n%s", what, err, out)
	}
}

// has checks which articles newsboat shows under a subscription, of which it keeps
// the title or, in its mode for Miniflux, the number.
func (n *newsboat) has(feed string, titles ...string) {
	n.t.Helper()
	db, err := sql.Open("sqlite", "file:"+filepath.Join(n.home, "cache.db"))
	if err != nil {
		n.t.Fatal(err)
	}
	defer db.Close() //nolint:errcheck // read only
	rows, err := db.QueryContext(n.t.Context(), `SELECT i.title FROM rss_item i JOIN rss_feed f ON f.rssurl = i.feedurl WHERE ? IN ('~' || f.title, '~' || f.rssurl) AND i.deleted = 0 ORDER BY 1`, feed)
	if err != nil {
		n.t.Fatal(err)
	}
	defer rows.Close() //nolint:errcheck // rows.Err tells
	var got []string
	for rows.Next() {
		var title string
		if err := rows.Scan(&title); err != nil {
			n.t.Fatal(err)
		}
		got = append(got, title)
	}
	if rows.Err() != nil || !slices.Equal(got, titles) {
		n.t.Errorf("%s has %q, not %q, %v", feed, got, titles, rows.Err())
	}
}

// terminalUI is newsboat on a terminal.
type terminalUI struct {
	*newsboat
	cmd    *exec.Cmd
	keys   io.WriteCloser
	screen *bytes.Buffer
}

func (n *newsboat) start() *terminalUI {
	n.t.Helper()
	ui := &terminalUI{newsboat: n, screen: &bytes.Buffer{}}
	ui.cmd = exec.CommandContext(n.t.Context(), "script", "-qfec", strings.Join(n.command(), " "), "/dev/null") //nolint:gosec // found on the path
	ui.cmd.Env = append(os.Environ(), "http_proxy=", "all_proxy=", "HOME="+n.home, "LC_ALL=C.UTF-8", "TERM=xterm", "LINES=24", "COLUMNS=80")
	ui.cmd.Stdout, ui.cmd.Stderr = ui.screen, ui.screen
	var err error
	if ui.keys, err = ui.cmd.StdinPipe(); err != nil {
		n.t.Fatal(err)
	}
	if err := ui.cmd.Start(); err != nil {
		n.t.Fatal(err)
	}
	return ui
}

// key presses keys, and waits until a query finds so many stories.
func (ui *terminalUI) key(keys, query string, want int) {
	ui.t.Helper()
	if _, err := io.WriteString(ui.keys, keys); err != nil {
		ui.t.Fatal(err)
	}
	deadline := time.Now().Add(time.Minute)
	for {
		got := len(ui.found(query))
		if got == want {
			return
		}
		if time.Now().After(deadline) {
			_ = ui.cmd.Process.Kill()
			_ = ui.cmd.Wait()
			ui.t.Fatalf("after %q, %s finds %d, not %d\n%q", keys, query, got, want, ui.screen)
		}
		time.Sleep(20 * time.Millisecond)
	}
}

// end leaves newsboat.
func (ui *terminalUI) end() {
	ui.t.Helper()
	_, _ = io.WriteString(ui.keys, "Q")
	_ = ui.keys.Close()
	if err := ui.cmd.Wait(); err != nil {
		ui.t.Errorf("newsboat ended with %v\n%q", err, ui.screen)
	}
}
