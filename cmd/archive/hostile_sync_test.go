package main

import (
	"bytes"
	"fmt"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"newsarchive/internal/corpus"
)

const (
	// hostileFeeds is how many hostile feeds one process syncs.
	hostileFeeds = 100
	// A process may take so much memory of its own, and a feed so much processor
	// time.
	hostileMB   = 300
	hostileTime = 5 * time.Second
)

// testHostileFeeds syncs mutated feeds and attacks by real processes: none
// panics, none takes more than 300 MB, nor 5 s for a feed, and nothing that runs
// is in any output. $ARCHIVE_MUTATED is the number of mutated feeds.
func testHostileFeeds(t *testing.T, program string) {
	m := corpus.NewMutator(t)
	attacks, mutated := m.Attack(20), int(fromEnv("ARCHIVE_MUTATED", 100))
	if os.Getenv("ARCHIVE_MUTATED") == "" { // then one attack in eight
		some := attacks[:0]
		for n := 0; n < len(attacks); n += 8 {
			some = append(some, attacks[n])
		}
		attacks = some
	}
	feed := func(n int) []byte {
		if n < len(attacks) {
			return attacks[n]
		}
		return m.Feed(n - len(attacks))
	}
	for first := 0; first < len(attacks)+mutated && !t.Failed(); first += hostileFeeds {
		h := &hostileRun{t: t, program: program, first: first}
		for n := first; n < min(first+hostileFeeds, len(attacks)+mutated); n++ {
			h.feeds = append(h.feeds, feed(n))
		}
		h.run()
	}
	t.Logf("%d feeds of attacks, %d mutated", len(attacks), mutated)
}

// hostileRun is an archive of some hostile feeds.
type hostileRun struct {
	t       *testing.T
	program string
	first   int // its number among all
	feeds   [][]byte
	server  *httptest.Server
}

func (h *hostileRun) run() {
	h.server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		var n int
		if _, err := fmt.Sscanf(r.URL.Path, "/%d.xml", &n); err != nil || n >= len(h.feeds) {
			http.NotFound(w, r)
			return
		}
		w.Header().Set("Content-Type", "application/xml")
		_, _ = w.Write(h.feeds[n])
	}))
	defer h.server.Close()
	all := make([]int, len(h.feeds))
	for n := range all {
		all[n] = n
	}
	p, took := h.sync(all)
	if took > hostileTime { // then it is looked for in each
		for n := range h.feeds {
			if _, took := h.sync([]int{n}); took > hostileTime {
				h.t.Errorf("feed %d takes %v of processor time", h.first+n, took)
			}
		}
	}
	if !h.t.Failed() {
		h.outputs(p)
		p.sound("feeds") // many of these fail
	}
	if err := os.RemoveAll(p.work); err != nil { // a hundred of them would be large
		h.t.Error(err)
	}
}

// sync syncs some of the feeds into an archive of their own.
func (h *hostileRun) sync(some []int) (p *processes, took time.Duration) {
	h.t.Helper()
	work := h.t.TempDir()
	p = &processes{t: h.t, program: h.program, dir: filepath.Join(work, "archive"), work: work}
	var list strings.Builder
	for _, n := range some {
		fmt.Fprintf(&list, "%s/%d.xml\n", h.server.URL, n)
	}
	urls := filepath.Join(work, "urls")
	if err := os.WriteFile(urls, []byte(list.String()), 0o600); err != nil {
		h.t.Fatal(err)
	}
	p.must("settings", "networks", "127.0.0.0/8")
	p.must("feed", "import", urls)
	cmd, out, said := p.command("sync", "--all")
	if err := cmd.Start(); err != nil {
		h.t.Fatal(err)
	}
	var kib int64
	ended := watchMemory(cmd.Process.Pid, &kib)
	_ = cmd.Wait()
	ended()
	if code := cmd.ProcessState.ExitCode(); code != exitDone && code != exitPart || strings.Contains(said.String(), "goroutine ") {
		h.t.Errorf("feeds %d to %d: exit %d\n%.3000s", h.first, h.first+len(h.feeds)-1, code, said)
	}
	if lines := bytes.Count(out.Bytes(), []byte("\n")); lines != len(some) {
		h.t.Errorf("feeds %d to %d: %d lines for %d feeds", h.first, h.first+len(h.feeds)-1, lines, len(some))
	}
	if kib > hostileMB<<10 {
		h.t.Errorf("feeds %d to %d: %d MB", h.first, h.first+len(h.feeds)-1, kib>>10)
	}
	harmlessOutput(h.t, "sync", "text", out.String()+said.String())
	return p, cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()
}

// outputs looks at all that the program says of what it has saved.
func (h *hostileRun) outputs(p *processes) {
	h.t.Helper()
	look := func(form string, args ...string) {
		h.t.Helper()
		what := fmt.Sprintf("feeds %d to %d: archive %s", h.first, h.first+len(h.feeds)-1, strings.Join(args, " "))
		if args[0] != "export" { // which is faithful in a pipe
			_, out, said := p.run(args...)
			harmlessOutput(h.t, what, form, out)
			harmlessOutput(h.t, what, "text", said)
		}
		var o, e bytes.Buffer
		a := newApp(nil, &o, &e)
		a.out.Terminal, a.err.Terminal, a.out.Width = true, true, 80
		a.run(h.t.Context(), append([]string{"--dir", p.dir}, args...))
		harmlessOutput(h.t, what+" on a terminal", form, o.String())
		harmlessOutput(h.t, what+" on a terminal", "text", strings.ReplaceAll(e.String(), "\r", "")) // of the progress bar
	}
	for _, form := range formats() {
		look(form, "search", "--group", "none", "-n", "500", "--format", form, "*")
	}
	look("text", "search", "-n", "500", "alert OR script OR the")
	ids := strings.Fields(p.must("search", "--group", "none", "-n", "500", "--format", "ids", "*"))
	for i := 0; i < len(ids); i += 1 + len(ids)/8 {
		look("text", "show", ids[i])
		look("md", "show", ids[i], "--format", "md")
		look("json", "show", ids[i], "--json")
	}
	for _, args := range [][]string{{"feed", "list"}, {"feed", "show", "1"}, {"log", "-n", "200"}, {"log", "--errors"}, {"doctor"}, {"stats"}, {"sync", "--all"}} {
		look("text", args...)
	}
	look("text", "export", "--to", "ndjson")
	h.files(p, "post")
	h.files(p, "md")
}

// files looks at what is exported as files.
func (h *hostileRun) files(p *processes, form string) {
	h.t.Helper()
	dir := filepath.Join(p.work, form)
	p.run("export", "--to", form, "--out", dir)
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || !d.Type().IsRegular() {
			return err
		}
		text, err := os.ReadFile(path)
		if found := controlIn(d.Name()); found != "" {
			h.t.Errorf("a file is named %s", found)
		}
		if form == "md" { // posts keep a feed's own HTML, which Hugo is told not to trust
			harmlessOutput(h.t, path, "md", string(text))
		}
		return err
	})
	if err != nil {
		h.t.Error(err)
	}
}
