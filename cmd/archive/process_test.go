package main

import (
	"bytes"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"newsarchive/internal/effort"
)

// TestProcesses runs the real program in processes and puts it through kills,
// full disks, damage, signals and concurrent use.
func TestProcesses(t *testing.T) {
	effort.WithoutRace(t, "its processes have no race detector")
	path := program(t)
	run := func(name string, test func(*testing.T, string), always bool) {
		t.Run(name, func(t *testing.T) {
			if !always && !effort.All() {
				t.Skip("takes long: ARCHIVE_TESTS=all, as in .ci/run, runs it")
			}
			t.Parallel()
			test(t, path)
		})
	}
	for name, test := range map[string]func(*testing.T, string){
		"crash": testCrash, "together": testTogether, "litestream": testLitestream, "torn log": testTornLog, "read-only folder": testReadOnlyFolder,
		"search while reindexing": testSearchWhileReindexing, "watch": testWatch, "second signal": testSecondSignal, "service manager": testServiceManager,
		"assistant": testAssistant, "unreadable private.db": testUnreadablePrivate, "read-only mount": testReadOnlyMount,
	} {
		run(name, test, true)
	}
	for name, test := range map[string]func(*testing.T, string){
		"killed parting": testKilledParting, "beside an import": testBesideAnImport, "harmed index": testHarmedIndexIsMadeAgain, "torn segments": testTornSegments,
		"torn database": testTornDatabase, "full disk": testFullDisk, "a reader that closes early": testReaderClosesEarly, "SIGTERM": testSigterm,
		"read-only archive": testReadOnlyArchive, "read-only without index": testReadOnlyWithoutIndex, "read-only older schema": testReadOnlyOlderSchema,
		"read-only beside its owner": testReadOnlyBesideOwner, "linked stories": testLinkedStories, "hostile feeds": testHostileFeeds, "MCP inspector": testInspector,
	} {
		run(name, test, false)
	}
}

// few returns the first n of the values, or all with ARCHIVE_TESTS=all.
func few[T any](n int, values ...T) []T {
	if effort.All() {
		return values
	}
	return values[:n]
}

// program builds the program, as a person would install it.
func program(tb testing.TB) string {
	tb.Helper()
	path := filepath.Join(tb.TempDir(), "archive")
	if out, err := exec.Command("go", "build", "-o", path, ".").CombinedOutput(); err != nil { //nolint:gosec // ourselves
		tb.Fatalf("%v\n%s", err, out)
	}
	return path
}

// processes runs the real program on an archive, each command in a process, with
// a server whose feeds change.
type processes struct {
	t       *testing.T
	program string
	dir     string // the archive's folder
	work    string // for files beside it
	env     []string
	tick    atomic.Int64
}

func newProcesses(t *testing.T, program string) *processes {
	t.Helper()
	work := t.TempDir()
	p := &processes{t: t, program: program, dir: filepath.Join(work, "archive"), work: work}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		n, _ := strconv.Atoi(strings.Trim(r.URL.Path, "/"))
		_, _ = w.Write(p.document(n))
	}))
	t.Cleanup(server.Close)
	for n := range 4 {
		p.must("feed", "add", "--later", fmt.Sprintf("%s/%d", server.URL, n), "--name", fmt.Sprintf("feed%d", n))
	}
	return p
}

// document returns the present document of feed n: forty items, of which some are
// new, some have changed and some are gone. Every second feed has clusters.
func (p *processes) document(n int) []byte {
	var b bytes.Buffer
	tick := int(p.tick.Load())
	fmt.Fprintf(&b, `<rss version="2.0"><channel><title>Feed %d</title>`, n)
	for i := tick * 7; i < tick*7+40; i++ {
		if n%2 == 0 {
			fmt.Fprintf(&b, `<item><guid>%d</guid><link>https://feed%d.example/%d</link><title>Harbour %d of feed %d, version %d</title></item>`,
				i, n, i, i, n, tick/3)
			continue
		}
		fmt.Fprintf(&b, `<item><guid isPermaLink="false">F%dS%d</guid><link>https://news.google.com/rss/articles/F%dS%d?oc=5</link>`+
			`<title>Summit %d of feed %d - Reuters</title><description><![CDATA[<ol>`, n, i, n, i, i, n)
		for k := range 3 {
			fmt.Fprintf(&b, `<li><a href="https://news.google.com/rss/articles/F%dS%d?oc=5">Summit %d of feed %d</a>&nbsp;<font color="#6f6f6f">Reuters</font></li>`,
				n, i+k*(1+tick%2), i+k*(1+tick%2), n)
		}
		b.WriteString(`</ol>]]></description></item>`)
	}
	b.WriteString(`</channel></rss>`)
	return b.Bytes()
}

// command returns a call of the program, as a person would start it.
func (p *processes) command(args ...string) (cmd *exec.Cmd, out, said *bytes.Buffer) {
	p.t.Helper()
	cmd = exec.Command(p.program, args...) //nolint:gosec // built by the test
	out, said = &bytes.Buffer{}, &bytes.Buffer{}
	cmd.Stdout, cmd.Stderr = out, said
	cmd.Env = append(append(os.Environ(), "ARCHIVE_DIR="+p.dir, "TZ=UTC"), p.env...)
	return cmd, out, said
}

// run runs the program to its end.
func (p *processes) run(args ...string) (code int, out, said string) {
	p.t.Helper()
	cmd, o, e := p.command(args...)
	if err := cmd.Run(); err != nil && cmd.ProcessState == nil {
		p.t.Error(err)
		return -1, "", ""
	}
	return cmd.ProcessState.ExitCode(), o.String(), e.String()
}

func (p *processes) must(args ...string) string {
	p.t.Helper()
	code, out, said := p.run(args...)
	if code != exitDone {
		p.t.Fatalf("archive %s: exit %d\n%s%s", strings.Join(args, " "), code, out, said)
	}
	return out
}

// kill starts the program and kills it after a time, unless it ends before. It
// returns the output until then; code is -1 if the program was killed.
func (p *processes) kill(after time.Duration, args ...string) (code int, out string) {
	p.t.Helper()
	cmd, o, said := p.command(args...)
	if err := cmd.Start(); err != nil {
		p.t.Fatal(err)
	}
	timer := time.AfterFunc(after, func() { _ = cmd.Process.Kill() })
	_ = cmd.Wait()
	timer.Stop()
	code = cmd.ProcessState.ExitCode()
	if code > 0 {
		p.t.Errorf("archive %s: exit %d\n%s", strings.Join(args, " "), code, said)
	}
	return code, o.String()
}

// sound fails the test if doctor finds an error in the database, records, change
// log or index. Leftovers of a killed process are no error, nor is what other
// named checks find.
func (p *processes) sound(but ...string) {
	p.t.Helper()
	code, out, said := p.run("doctor")
	for line := range strings.Lines(out) {
		f := strings.Split(line, "\t")
		if f[1] != "ok" && f[1] != "note" && f[0] != "leftovers" && !slices.Contains(but, f[0]) {
			p.t.Errorf("doctor finds: %s", line)
		}
	}
	if code != exitDone && code != exitPart {
		p.t.Errorf("doctor: exit %d\n%s%s", code, out, said)
	}
}
