//go:build unix

package main

import (
	"database/sql"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
)

// atomReader is a real newsboat that follows one address.
type atomReader struct {
	t             *testing.T
	path          string
	dir           string
	config, cache string
}

func newAtomReader(t *testing.T, address string, config ...string) *atomReader {
	t.Helper()
	path, err := exec.LookPath("newsboat")
	if err != nil {
		t.Skip("newsboat is not installed; .ci/run installs it where there is apt")
	}
	n := &atomReader{t: t, path: path, dir: t.TempDir()}
	n.config, n.cache = filepath.Join(n.dir, "config"), filepath.Join(n.dir, "cache.db")
	for file, text := range map[string]string{n.config: strings.Join(config, "\n") + "\n", filepath.Join(n.dir, "urls"): address + "\n"} {
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return n
}

// run runs a command of newsboat's, and returns what it prints.
func (n *atomReader) run(command string) string {
	n.t.Helper()
	cmd := exec.Command(n.path, "-u", filepath.Join(n.dir, "urls"), "-c", n.cache, "-C", n.config, "-x", command) //nolint:gosec // found on the path
	cmd.Env = append(os.Environ(), "HOME="+n.dir, "LC_ALL=C.UTF-8", "http_proxy=", "https_proxy=", "all_proxy=")
	out, err := cmd.CombinedOutput()
	if err != nil {
		n.t.Fatalf("newsboat %s: %v\n%s", command, err, out)
	}
	return string(out)
}

// reloads has newsboat fetch the address, and checks how many articles are unread
// then, and how many there are.
func (n *atomReader) reloads(when string, unread, all int) {
	n.t.Helper()
	n.run("reload")
	said := n.run("print-unread")
	if want := fmt.Sprintf("%d unread articles", unread); !strings.HasPrefix(said, want) {
		n.t.Errorf("%s: newsboat says %q, want %q", when, said, want)
	}
	n.query(func(db *sql.DB) error {
		var got, guids int
		err := db.QueryRowContext(n.t.Context(), `SELECT count(*), count(DISTINCT guid) FROM rss_item WHERE deleted = 0`).Scan(&got, &guids)
		if got != all || guids != all {
			n.t.Errorf("%s: newsboat has %d articles of %d ids, want %d", when, got, guids, all)
		}
		return err
	})
}

// reads marks everything as read, as a person does with a key.
func (n *atomReader) reads() {
	n.t.Helper()
	n.query(func(db *sql.DB) error {
		_, err := db.ExecContext(n.t.Context(), `UPDATE rss_item SET unread = 0`)
		return err
	})
}

func (n *atomReader) query(do func(*sql.DB) error) {
	n.t.Helper()
	db, err := sql.Open("sqlite", n.cache)
	if err != nil {
		n.t.Fatal(err)
	}
	defer db.Close() //nolint:errcheck // a test
	if err := do(db); err != nil {
		n.t.Fatal(err)
	}
}

// harbourFeed serves some items on ships, whose headlines can change.
type harbourFeed struct {
	*httptest.Server
	items    atomic.Int64
	revision atomic.Int64
}

func newHarbourFeed(t *testing.T, items int64) *harbourFeed {
	t.Helper()
	f := &harbourFeed{}
	f.items.Store(items)
	f.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		_, _ = io.WriteString(w, `<rss version="2.0"><channel><title>Harbour</title>`)
		for n := range f.items.Load() {
			_, _ = fmt.Fprintf(w, `<item><guid>%d</guid><link>https://harbour.example/%d</link><title>Ship %d enters the harbour%s</title><description>It is ship %d.</description><pubDate>Wed, 14 Jan 2026 %02d:00:00 +0000</pubDate></item>`,
				n, n, n, strings.Repeat(" again", int(f.revision.Load())), n, n)
		}
		_, _ = io.WriteString(w, `</channel></rss>`)
	}))
	t.Cleanup(f.Close)
	return f
}

// TestNewsboatFollows promises that a real newsboat, which follows a search by its
// Atom address, with an app password by HTTP Basic, sees each story once: as new when a sync has brought it, and not
// again when it is tagged, marked or revised, or asked for again.
func TestNewsboatFollows(t *testing.T) {
	feed := newHarbourFeed(t, 3)
	p := &processes{t: t, program: program(t), dir: filepath.Join(t.TempDir(), "archive"), work: t.TempDir()}
	p.must("feed", "add", feed.URL, "--name", "harbour")
	password := strings.TrimSpace(p.must("password", "add", "newsboat"))
	served := p.serves("--listen", "127.0.0.1:0", "--sign-in")
	served.password = password
	n := newAtomReader(t, strings.Replace(served.address, "://", "://ada:"+password+"@", 1)+"search.atom?q=harbour")
	n.reloads("at first", 3, 3)
	n.reloads("without anything new", 3, 3)
	n.reads()
	n.reloads("once it was read", 0, 3)

	p.must("tag", "+ships", "1", "2")
	p.must("mark", "starred", "1")
	n.reloads("after tags and marks", 0, 3)
	feed.revision.Add(1)
	p.must("sync", "harbour")
	if found := p.must("search", "--count", "again"); found != "3\n" {
		t.Fatalf("the revised headlines are not found: %q", found)
	}
	n.reloads("after revisions", 0, 3)

	feed.items.Store(5)
	p.must("sync", "harbour")
	n.reloads("after a sync with two new stories", 2, 5)
	n.reloads("without anything new after it", 2, 5)
	n.reads()
	p.must("reindex")
	n.reloads("after a reindex", 0, 5)
	if metrics := served.get(t, "metrics"); !strings.Contains(metrics, `path="/search.atom",status="304"`) {
		t.Errorf("newsboat never had the answer already:\n%s", metrics)
	}
}
