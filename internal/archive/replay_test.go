package archive_test

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"newsarchive/internal/archive"
	"newsarchive/internal/corpus"
	"newsarchive/internal/effort"
	"newsarchive/internal/news"
	"newsarchive/store"
)

const (
	// The environment of a process that replays into an archive: its folder, the
	// server, and the first step.
	replayDir, replayServer, replayFrom = "ARCHIVE_REPLAY_DIR", "ARCHIVE_REPLAY_SERVER", "ARCHIVE_REPLAY_FROM"

	// sliceRows are rows with all snapshots of the American edition and some 220 of
	// the Swedish one's seven sections.
	sliceRows  = 100_000
	sliceSteps = 200
	fewSteps   = 20 // without ARCHIVE_TESTS=all
)

// replayClient syncs an archive step by step with the clock of each step.
type replayClient struct {
	dir, server string
	now         time.Time
}

// run replays the steps from one on until the server has no more. It prints the
// number of each step that has ended.
func (r *replayClient) run(ctx context.Context, from, steps int, done func(n int)) (err error) {
	a, err := archive.Create(ctx, r.dir, archive.Options{Now: func() time.Time { return r.now }})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, a.Close()) }()
	for n := from; n < steps; n++ {
		if err := r.step(ctx, a, n); err != nil {
			return fmt.Errorf("step %d: %w", n, err)
		}
		done(n)
	}
	return nil
}

func (r *replayClient) step(ctx context.Context, a *archive.Archive, n int) error {
	var ask replayStep
	if err := r.ask(ctx, n, &ask); err != nil {
		return err
	}
	r.now = ask.At
	var o archive.SyncOptions
	feeds, err := a.Followed(ctx)
	if err != nil {
		return err
	}
	for _, f := range feeds {
		if slices.ContainsFunc(ask.Sections, func(s string) bool { return strings.HasSuffix(f.URL, "/rss/"+s) }) {
			o.Feeds = append(o.Feeds, f)
		}
	}
	if len(o.Feeds) != len(ask.Sections) {
		return fmt.Errorf("%d feeds of %d are followed", len(o.Feeds), len(ask.Sections))
	}
	var failed error
	err = a.Sync(ctx, o, func(s archive.Synced) {
		if s.Err != nil || s.Saved.Faults > 0 {
			failed = fmt.Errorf("%s: %d faults, %w", s.Feed.URL, s.Saved.Faults, s.Err)
		}
	})
	return errors.Join(err, failed)
}

// ask begins a step at the server.
func (r *replayClient) ask(ctx context.Context, n int, ask *replayStep) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, fmt.Sprintf("%s/step/%d", r.server, n), nil)
	if err != nil {
		return err
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close() //nolint:errcheck // only read
	return json.NewDecoder(resp.Body).Decode(ask)
}

// replaying is main of a process that replays and may be killed.
func replaying(dir string) int {
	var from, steps int
	if _, err := fmt.Sscanf(os.Getenv(replayFrom), "%d/%d", &from, &steps); err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 2
	}
	r := replayClient{dir: dir, server: os.Getenv(replayServer)}
	if err := r.run(context.Background(), from, steps, func(n int) { fmt.Println(n) }); err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	return 0
}

// span is the times when an item was first and last seen.
type span struct{ first, last time.Time }

// expected are the items that a replay must give, by section and token, from the
// data alone.
func expected(steps []step) map[string]span {
	want := map[string]span{}
	for _, s := range steps {
		for _, snap := range s.snapshots {
			for _, h := range snap.headlines {
				key := snap.section + " " + tokenOf(h)
				was, known := want[key]
				if !known {
					was.first = s.at
				}
				was.last = s.at
				want[key] = was
			}
		}
	}
	return want
}

// replayed promises that the archive has each headline of each section once, with
// its words and the times when it was first and last seen.
func replayed(t *testing.T, a *archive.Archive, g *googleNews) {
	t.Helper()
	want, words := expected(g.steps), map[string]string{}
	for _, s := range g.steps {
		for _, snap := range s.snapshots {
			for _, h := range snap.headlines {
				words[tokenOf(h)] = h.Title + " | " + h.Publisher
			}
		}
	}
	got, stories := map[string]span{}, map[int64]bool{}
	wrong := 0
	report := func(format string, args ...any) {
		if wrong++; wrong <= 20 {
			t.Errorf(format, args...)
		}
	}
	for it, err := range a.Items(t.Context(), store.ItemFilter{}) {
		if err != nil {
			t.Fatal(err)
		}
		_, section, _ := strings.Cut(it.Feed.URL, "/rss/")
		key := section + " " + it.GUID
		if _, twice := got[key]; twice {
			report("twice: %s", key)
		}
		got[key] = span{it.FirstSeen, it.LastSeen}
		if want[key] != got[key] {
			report("%s, %q: seen %v, want %v", key, it.Title, got[key], want[key])
		}
		if len(it.Stories) != 1 {
			report("%s: %d stories", key, len(it.Stories))
			continue
		}
		stories[it.Stories[0].ID] = true
		if said := it.Stories[0].Title + " | " + it.Stories[0].Publisher; said != words[it.GUID] {
			report("%s: %q, want %q", key, said, words[it.GUID])
		}
	}
	if len(got) != len(want) || len(stories) != len(words) {
		t.Errorf("%d items and %d stories, want %d and %d", len(got), len(stories), len(want), len(words))
	}
	drawn := slices.Sorted(maps.Keys(want))
	rand.New(rand.NewPCG(1, 2)).Shuffle(len(drawn), func(i, j int) { drawn[i], drawn[j] = drawn[j], drawn[i] }) //nolint:gosec // the same at each run
	for _, key := range drawn[:20] {
		t.Logf("%s: first seen %s, last seen %s", key, got[key].first.Format(time.RFC3339), got[key].last.Format(time.RFC3339))
	}
}

// follow follows the feeds of all sections.
func (g *googleNews) follow(t *testing.T, dir, server string) {
	t.Helper()
	at := func() time.Time { return g.steps[0].at }
	a, err := archive.Create(t.Context(), dir, archive.Options{Now: at})
	if err != nil {
		t.Fatal(err)
	}
	for _, section := range g.sections() {
		if _, _, err := a.Follow(t.Context(), news.Feed{URL: server + "/rss/" + section}, 0); err != nil {
			t.Fatal(err)
		}
	}
	if err := a.Close(); err != nil {
		t.Fatal(err)
	}
}

// TestReplay syncs real headlines hour by hour as feeds of Google News: no
// headline is lost, none is there twice, and all were seen when they were. With
// ARCHIVE_REPLAY=year it replays all 13 months, or with a number so many steps.
func TestReplay(t *testing.T) {
	effort.WithoutRace(t, "syncs eight feeds hour by hour")
	rows, most := sliceRows, sliceSteps
	steps, err := strconv.Atoi(os.Getenv("ARCHIVE_REPLAY"))
	switch {
	case os.Getenv("ARCHIVE_REPLAY") == "year":
		rows, most = 0, 0
	case err == nil:
		rows, most = 0, steps
	case !effort.All():
		most = fewSteps
	}
	g := newGoogleNews(someSteps(t, rows, most))
	server := httptest.NewServer(g)
	defer server.Close()
	dir := filepath.Join(t.TempDir(), "archive")
	g.follow(t, dir, server.URL)
	r := replayClient{dir: dir, server: server.URL}
	began := time.Now()
	last := began
	err = r.run(t.Context(), 0, len(g.steps), func(n int) {
		if n%1000 == 999 {
			t.Logf("%d steps: the last thousand took %v", n+1, time.Since(last).Round(time.Second))
			last = time.Now()
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("%d steps in %v", len(g.steps), time.Since(began).Round(time.Second))
	a := opened(t, dir, &r)
	replayed(t, a, g)
	indexAgrees(t, a)
}

func opened(t *testing.T, dir string, r *replayClient) *archive.Archive {
	t.Helper()
	a, err := archive.Open(t.Context(), dir, archive.Options{Now: func() time.Time { return r.now }})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := a.Close(); err != nil {
			t.Error(err)
		}
	})
	return a
}

// someSteps returns steps of the data's first rows, at most so many of those in
// which all sections are; 0: all.
func someSteps(t *testing.T, rows, most int) []step {
	t.Helper()
	steps := stepsOf(corpus.Observations(t, rows))
	if most == 0 {
		return steps
	}
	begin := slices.IndexFunc(steps, func(s step) bool { return len(s.snapshots) == 8 })
	if begin < 0 || len(steps) < begin+most {
		t.Fatalf("%d steps are too few", len(steps))
	}
	return steps[begin : begin+most]
}

// TestReplayKilled replays with processes that are killed at random instants of
// some steps; the next one goes on with the step that was under way. The archive
// is the same as without. $ARCHIVE_REPLAY_KILLS is the number of kills.
func TestReplayKilled(t *testing.T) {
	effort.WithoutRace(t, "its processes take turns")
	kills := 2
	if n, err := strconv.Atoi(os.Getenv("ARCHIVE_REPLAY_KILLS")); err == nil {
		kills = n
	} else if effort.All() {
		kills = 5
	}
	g := newGoogleNews(someSteps(t, sliceRows, max(20, min(2*kills, sliceSteps))))
	k := &killer{steps: len(g.steps), kills: kills, seed: time.Now().UnixNano()}
	k.draw = rand.New(rand.NewPCG(uint64(k.seed), 1)) //nolint:gosec // to be repeated
	g.begun = k.begun
	server := httptest.NewServer(g)
	defer server.Close()
	k.server = server.URL
	whole, killed := filepath.Join(t.TempDir(), "archive"), filepath.Join(t.TempDir(), "archive")
	for _, dir := range []string{whole, killed} {
		g.follow(t, dir, server.URL)
	}
	r := replayClient{dir: whole, server: server.URL}
	if err := r.run(t.Context(), 0, len(g.steps), func(int) {}); err != nil {
		t.Fatal(err)
	}
	k.replay(t, killed)
	t.Logf("killed %d times in %d steps (seed %d)", k.killed, len(g.steps), k.seed)
	if k.killed < kills {
		t.Errorf("killed %d times of %d", k.killed, kills)
	}
	a, b := opened(t, whole, &r), opened(t, killed, &r)
	for _, archive := range []*archive.Archive{a, b} {
		replayed(t, archive, g)
		indexAgrees(t, archive)
	}
	if x, y := sortedExport(t, a), sortedExport(t, b); !slices.Equal(x, y) {
		t.Errorf("exports of %d and %d lines differ", len(x), len(y))
		for i := range min(len(x), len(y)) {
			if x[i] != y[i] {
				t.Errorf("first in\n%s\n%s", x[i], y[i])
				break
			}
		}
	}
}

func sortedExport(t *testing.T, a *archive.Archive) []string {
	t.Helper()
	var b bytes.Buffer
	if _, err := archive.ExportNDJSON(&b, a.Export(t.Context(), store.ItemFilter{})); err != nil {
		t.Fatal(err)
	}
	return slices.Sorted(strings.Lines(b.String()))
}

// killer kills a process that replays at random instants.
type killer struct {
	server       string
	steps, kills int
	killed       int
	seed         int64
	draw         *rand.Rand

	mu      sync.Mutex
	process *os.Process
	began   time.Time // the last step
	took    time.Duration
	timer   *time.Timer
}

// begun may decide that the process is killed during the step that begins, or
// soon after.
func (k *killer) begun(n int) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if !k.began.IsZero() {
		k.took = time.Since(k.began)
	}
	k.began = time.Now()
	left := k.kills - k.killed
	if k.process == nil || k.timer != nil || n < 2 || k.draw.IntN(max(1, k.steps-1-n)) >= left {
		return
	}
	process := k.process
	k.timer = time.AfterFunc(time.Duration(k.draw.Int64N(int64(max(k.took, time.Millisecond)))), func() { _ = process.Kill() })
}

// replay runs processes until the last step has ended.
func (k *killer) replay(t *testing.T, dir string) {
	t.Helper()
	for next := 0; next < k.steps; {
		cmd := exec.Command(os.Args[0]) //nolint:gosec // this test itself
		cmd.Env = append(os.Environ(), replayDir+"="+dir, replayServer+"="+k.server, fmt.Sprintf("%s=%d/%d", replayFrom, next, k.steps))
		var said bytes.Buffer
		cmd.Stderr = &said
		out, err := cmd.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		k.mu.Lock()
		k.process = cmd.Process
		k.began = time.Time{}
		k.mu.Unlock()
		for lines := bufio.NewScanner(io.Reader(out)); lines.Scan(); {
			if n, err := strconv.Atoi(lines.Text()); err == nil {
				next = n + 1
			}
		}
		err = cmd.Wait()
		k.mu.Lock()
		k.process = nil
		if k.timer != nil {
			k.timer.Stop()
			k.timer = nil
		}
		if cmd.ProcessState.ExitCode() < 0 {
			k.killed++
		} else if err != nil {
			t.Errorf("%v: %s", err, &said)
		}
		k.mu.Unlock()
		if t.Failed() {
			return
		}
	}
}
