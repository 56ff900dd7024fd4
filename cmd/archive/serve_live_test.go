//go:build linux

package main

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"go.uber.org/goleak"

	"newsarchive/internal/archive"
)

// live is a server with --sync in this process, whose rounds follow each other
// quickly: between two of them its clock goes forward. The feeds bring something new
// in each round.
type live struct {
	*processes
	feeds  int
	client *http.Client
	rounds atomic.Int64
	ahead  atomic.Int64 // of the clock
	// swaps is odd while a restore runs, and larger after each.
	swaps atomic.Int64
	asked atomic.Int64
	// turns holds as many as a server of one processor answers at a time: none is told
	// to come back because of the others.
	turns chan struct{}
	busy  atomic.Int64 // requests that were told to come back, during a restore

	*here
}

func newLive(t *testing.T, program string, feeds int) *live {
	t.Helper()
	l := &live{feeds: feeds, turns: make(chan struct{}, 2)}
	l.processes = &processes{t: t, program: program, dir: filepath.Join(t.TempDir(), "archive"), work: t.TempDir()}
	server := httptest.NewServer(http.HandlerFunc(l.feed))
	t.Cleanup(server.Close)
	for n := range feeds {
		l.must("feed", "add", "--later", fmt.Sprintf("%s/%d", server.URL, n), "--name", fmt.Sprintf("feed%d", n))
	}
	l.client = &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: 16}}
	t.Cleanup(l.client.CloseIdleConnections)
	return l
}

// feed is a window of thirty ships, five of them new in each round.
func (l *live) feed(w http.ResponseWriter, r *http.Request) {
	n, at := strings.Trim(r.URL.Path, "/"), int(l.rounds.Load())*5
	_, _ = io.WriteString(w, `<rss version="2.0"><channel><title>Harbour</title>`)
	for i := at; i < at+30; i++ {
		_, _ = fmt.Fprintf(w, `<item><guid>%d</guid><link>https://harbour%s.example/%d</link><title>Ship no%dof%s enters, seen %d times</title></item>`, i, n, i, i, n, at/15)
	}
	_, _ = io.WriteString(w, `</channel></rss>`)
}

// start starts the server, and returns once it listens.
func (l *live) start() {
	l.t.Helper()
	l.here = serveHere(l.t, func(a *app) {
		a.now = func() time.Time { return time.Now().Add(time.Duration(l.ahead.Load())) }
		a.sleep = func(ctx context.Context, d time.Duration) error {
			l.ahead.Add(int64(max(d, 20*time.Minute)))
			l.rounds.Add(1)
			select {
			case <-ctx.Done():
				return ctx.Err()
			case <-time.After(30 * time.Millisecond): // others get a turn at the run lock
				return nil
			}
		}
	}, "--dir", l.dir, "serve", "--sync", "--listen", "127.0.0.1:0")
}

// found is the answer to a search.
type found struct {
	Total      int
	NotIndexed int `json:"not_indexed"`
}

// ask asks for an address. ok is false when it was told to come back, which a restore
// excuses: one that has begun when the request ends and had not ended when it began.
func (l *live) ask(address string) (body []byte, ok bool) {
	l.turns <- struct{}{}
	defer func() { <-l.turns }()
	swaps := l.swaps.Load()
	r, err := http.NewRequestWithContext(l.t.Context(), http.MethodGet, l.address+address, nil)
	if err != nil {
		l.t.Error(err)
		return nil, false
	}
	res, err := l.client.Do(r)
	if err != nil {
		l.t.Errorf("%s: %v", address, err)
		return nil, false
	}
	defer res.Body.Close() //nolint:errcheck // a test
	body, err = io.ReadAll(res.Body)
	l.asked.Add(1)
	restored := swaps%2 == 1 || l.swaps.Load() != swaps
	switch {
	case err != nil:
		l.t.Errorf("%s: %v", address, err)
	case res.StatusCode == http.StatusServiceUnavailable && restored && res.Header.Get("Retry-After") != "":
		l.busy.Add(1)
	case res.StatusCode != http.StatusOK:
		l.t.Errorf("%s: %s (a restore: %v)\n%.1000s", address, res.Status, restored, body)
	default:
		return body, true
	}
	return nil, false
}

// search asks for what a query finds.
func (l *live) search(query string) (f found, ok bool) {
	body, ok := l.ask("search.json?" + query)
	if !ok {
		return f, false
	}
	if err := json.Unmarshal(body, &f); err != nil {
		l.t.Errorf("%s: %v", query, err)
	}
	return f, true
}

// client asks again and again: what was committed before a request must be in its
// answer, or be counted as not yet indexed.
func (l *live) clientLoop(ctx context.Context, first int) {
	others := []string{"", "search?q=ship", "search.atom?q=ship", "timeline?q=ship", "feeds", "story/1", "search?q=no3of0&sort=newest", "timeline.csv?q=ship"}
	for n := first; ctx.Err() == nil && !l.t.Failed(); n++ {
		swaps := l.swaps.Load()
		committed, err := l.committed()
		got, ok := l.search("q=&n=1")
		same := swaps%2 == 0 && swaps == l.swaps.Load()
		switch {
		case same && err != nil:
			l.t.Error(err)
		case ok && same && got.Total+got.NotIndexed < committed:
			l.t.Errorf("%d stories were committed, %d are found and %d not yet indexed", committed, got.Total, got.NotIndexed)
		}
		l.ask(others[n%len(others)])
	}
}

// committed is the number of stories in the database.
func (l *live) committed() (n int, err error) {
	db, err := sql.Open("sqlite", "file:"+archive.DatabasePath(l.dir)+"?mode=ro&_pragma=busy_timeout(5000)")
	if err != nil {
		return 0, err
	}
	defer db.Close() //nolint:errcheck // only read
	return n, db.QueryRowContext(l.t.Context(), `SELECT count(*) FROM stories`).Scan(&n)
}

// free runs a command until no other one is in its way.
func (l *live) free(args ...string) {
	l.t.Helper()
	for {
		code, out, said := l.run(args...)
		switch code {
		case exitDone:
			return
		case exitLocked:
		default:
			l.t.Fatalf("archive %s: exit %d\n%s%s", strings.Join(args, " "), code, out, said)
		}
	}
}

// some waits until some rounds have ended.
func (l *live) some(rounds int64) {
	l.t.Helper()
	for want := l.rounds.Load() + rounds; l.rounds.Load() < want && !l.t.Failed(); {
		select {
		case code := <-l.ended:
			l.t.Fatalf("it ends with %d\n%s", code, l.said())
		case <-time.After(5 * time.Millisecond):
		}
	}
}

// restore replaces the archive by a backup.
func (l *live) restore(backup string) {
	l.t.Helper()
	l.swaps.Add(1)
	l.free("restore", backup, "--force")
	l.swaps.Add(1)
}

// held are the files of the archive that this process has open or mapped: how many,
// and how many of the index that are deleted.
func (l *live) held() (files, deleted int) {
	l.t.Helper()
	links, err := os.ReadDir("/proc/self/fd")
	if err != nil {
		l.t.Fatal(err)
	}
	var names []string
	for _, e := range links {
		if to, err := os.Readlink("/proc/self/fd/" + e.Name()); err == nil && strings.HasPrefix(to, l.dir+"/") {
			files++
			names = append(names, to)
		}
	}
	maps, err := os.ReadFile("/proc/self/maps")
	if err != nil {
		l.t.Fatal(err)
	}
	for line := range strings.Lines(string(maps)) {
		if at := strings.Index(line, l.dir+"/"); at >= 0 {
			names = append(names, strings.TrimSpace(line[at:]))
		}
	}
	slices.Sort(names)
	for _, name := range slices.Compact(names) {
		if strings.HasPrefix(name, l.dir+"/index/") && strings.HasSuffix(name, "(deleted)") {
			deleted++
		}
	}
	return files, deleted
}

// TestServeLive promises that while a server syncs by its schedule, other processes
// sync, reindex, back up and restore, and clients ask again and again: no request
// fails, but for those that a restore asks to come back; no answer is stale; nothing
// of the old archive is found after a restore; files that are gone are let go; and
// nothing runs on when it has ended.
func TestServeLive(t *testing.T) {
	l := newLive(t, program(t), 3)
	ignore := []goleak.Option{goleak.IgnoreCurrent(), goleak.IgnoreTopFunction("github.com/blevesearch/bleve_index_api.AnalysisWorker")}
	l.start()
	l.some(2)
	ctx, stop := context.WithCancel(t.Context())
	var clients sync.WaitGroup
	for n := range 3 {
		clients.Go(func() { l.clientLoop(ctx, n) })
	}
	mostFiles, mostDeleted := 0, 0
	look := func() {
		files, deleted := l.held()
		mostFiles, mostDeleted = max(mostFiles, files), max(mostDeleted, deleted)
	}
	for pass := range few(1, 1, 2, 3) {
		backup := filepath.Join(l.work, fmt.Sprintf("backup%d.db", pass))
		l.some(3)
		l.free("reindex")
		look()
		l.free("backup", backup)
		line := fmt.Sprintf(`{"link":"https://phantom.example/%d","title":"Phantom no%d of the lighthouse"}`, pass, pass)
		file := filepath.Join(l.work, "phantom.ndjson")
		if err := os.WriteFile(file, []byte(line+"\n"), 0o600); err != nil {
			t.Fatal(err)
		}
		l.free("import", file)
		if got, ok := l.search("q=phantom"); ok && got.Total+got.NotIndexed == 0 {
			t.Error("what was imported is not found")
		}
		l.run("sync", "--all") // while the server syncs, or not
		look()
		l.restore(backup)
		for range 3 {
			if got, ok := l.search("q=phantom"); !ok || got.Total != 0 {
				t.Errorf("after the restore: %v, %d of the old archive", ok, got.Total)
			}
			if body, ok := l.ask("search?q=phantom"); ok && strings.Contains(string(body), "lighthouse</a>") {
				t.Errorf("a page of the old archive: %s", body)
			}
			look()
		}
		l.some(2)
		l.free("reindex")
		look()
	}
	stop()
	clients.Wait()
	l.some(1)
	before, _ := l.committed()
	got, ok := l.search("q=&n=1")
	files, deleted := l.held()
	l.end()
	l.client.CloseIdleConnections()
	t.Logf("%d requests, %d of them told to come back; %d rounds; at most %d files open, %d of the index deleted; at the end %d and %d", l.asked.Load(), l.busy.Load(), l.rounds.Load(), mostFiles, mostDeleted, files, deleted)
	if !ok || got.Total+got.NotIndexed < before {
		t.Errorf("at the end: %v of %d", got, before)
	}
	if left, _ := l.held(); left > 0 {
		t.Errorf("%d files are open when it has ended", left)
	}
	goleak.VerifyNone(t, ignore...)
	l.sound("clock") // which was ahead, the longer the test took the more
}
