package main

import (
	"bufio"
	"bytes"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"testing"
	"time"
)

// watchServer serves one feed with two items, and one that never answers.
func watchServer(t *testing.T) *httptest.Server {
	ended := make(chan struct{})
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/stalls" {
			select {
			case <-r.Context().Done():
			case <-ended:
			}
			return
		}
		_, _ = fmt.Fprint(w, `<rss version="2.0"><channel><title>World</title>
			<item><title>A harbour opens</title><link>https://a.example/1</link></item>
			<item><title>A museum moves</title><link>https://a.example/2</link></item></channel></rss>`)
	}))
	t.Cleanup(server.Close)
	t.Cleanup(func() { close(ended) })
	return server
}

// testWatch tells a watch, and a single sync, to end while a server does not
// answer: the program ends, and what the other feed brought is found. A second
// signal is not needed.
func testWatch(t *testing.T, program string) {
	if runtime.GOOS == "windows" {
		t.Skip("needs signals")
	}
	server := watchServer(t)
	other := strings.Replace(server.URL, "127.0.0.1", "localhost", 1) // hosts do not wait for each other
	for name, test := range map[string]struct {
		args []string
		code int
	}{
		"watch": {[]string{"sync", "--watch"}, exitDone},
		"json":  {[]string{"sync", "--watch", "--json"}, exitDone},
		"once":  {[]string{"sync"}, exitInterrupted},
		"serve": {[]string{"serve", "--sync", "--listen", "127.0.0.1:0"}, exitDone},
	} {
		p := &processes{t: t, program: program, dir: filepath.Join(t.TempDir(), "archive"), work: t.TempDir()}
		p.must("feed", "add", "--later", server.URL+"/world", "--name", "world")
		if name != "json" { // which writes when the round has ended
			p.must("feed", "add", "--later", other+"/stalls", "--name", "stalls")
		}
		cmd, _, said := p.command(test.args...)
		cmd.Stdout = nil
		out, err := cmd.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		line, err := bufio.NewReader(out).ReadString('\n')
		if err != nil || !strings.Contains(line, "world") {
			t.Errorf("%s: it writes %q, %v", name, line, err)
		}
		if err := cmd.Process.Signal(syscall.SIGTERM); err != nil {
			t.Fatal(err)
		}
		_ = cmd.Wait()
		if code := cmd.ProcessState.ExitCode(); code != test.code {
			t.Errorf("%s: exit %d\n%s", name, code, said)
		}
		if found := p.must("search", "harbour"); !strings.Contains(found, "A harbour opens") {
			t.Errorf("%s: a search finds %q", name, found)
		}
		p.sound()
	}
}

// testSecondSignal promises that a second signal ends the program at once where the
// first one cannot: here it waits for a reader of its output.
func testSecondSignal(t *testing.T, program string) {
	if runtime.GOOS == "windows" {
		t.Skip("needs signals")
	}
	p := newProcesses(t, program)
	c := &crash{processes: p}
	p.must("import", c.ndjson("harbour", 2000))
	cmd, _, _ := p.command("export", "--to", "ndjson")
	cmd.Stdout = nil
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	if _, err := out.Read(make([]byte, 1)); err != nil { // it is at work
		t.Fatal(err)
	}
	exited := make(chan struct{})
	go func() {
		_, _ = cmd.Process.Wait() // not cmd.Wait, which would close the pipe
		close(exited)
	}()
	for !closed(exited) {
		_ = cmd.Process.Signal(os.Interrupt)
		time.Sleep(10 * time.Millisecond)
	}
	_ = out.Close()
}

// testServiceManager promises what a watch, and a server that syncs, tell systemd:
// when they are ready, how it goes, that they live, and that they end.
func testServiceManager(t *testing.T, program string) {
	if runtime.GOOS != "linux" {
		t.Skip("systemd is Linux's")
	}
	for _, args := range [][]string{{"sync", "--watch"}, {"serve", "--sync", "--listen", "127.0.0.1:0"}} {
		t.Run(args[0], func(t *testing.T) { tellsServiceManager(t, program, args) })
	}
}

func tellsServiceManager(t *testing.T, program string, args []string) {
	dir, err := os.MkdirTemp("", "notify") // a socket's path is short
	if err != nil {
		t.Fatal(err)
	}
	defer os.RemoveAll(dir) //nolint:errcheck // a temporary folder
	path := filepath.Join(dir, "notify")
	conn, err := net.ListenUnixgram("unixgram", &net.UnixAddr{Name: path, Net: "unixgram"})
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close() //nolint:errcheck // a test's socket
	server := watchServer(t)
	p := &processes{t: t, program: program, dir: filepath.Join(t.TempDir(), "archive"), work: t.TempDir()}
	p.must("feed", "add", "--later", server.URL+"/world", "--name", "world")
	p.env = []string{"NOTIFY_SOCKET=" + path, "WATCHDOG_USEC=200000"}
	cmd, _, said := p.command(args...)
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	told := map[string]int{}
	buffer := make([]byte, 4096)
	next := func() string {
		n, err := conn.Read(buffer)
		if err != nil {
			t.Fatal(err)
		}
		state := string(bytes.TrimSpace(buffer[:n]))
		name, _, _ := strings.Cut(state, "=")
		told[name]++
		if name == "STATUS" && !strings.HasPrefix(state, "STATUS=1 feed fetched, 2 new items; the next feed is due at ") {
			t.Errorf("told %q", state)
		}
		return name
	}
	for told["READY"] == 0 || told["STATUS"] == 0 || told["WATCHDOG"] < 3 {
		if next() == "STATUS" && told["READY"] == 0 {
			t.Error("it did not say that it was ready")
		}
	}
	if err := cmd.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	for next() != "STOPPING" {
	}
	_ = cmd.Wait()
	if code := cmd.ProcessState.ExitCode(); code != exitDone || told["READY"] != 1 {
		t.Errorf("exit %d, told %v\n%s", code, told, said)
	}
}
