package main

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"newsarchive/internal/corpus"
)

// testSigterm ends a sync of documents that are slow to read, save and index, by
// SIGTERM after more and more work. The sync ends within a second of further
// work, and the archive is sound. Work is measured in processor time, because
// other programs run beside the test.
func testSigterm(t *testing.T, program string) {
	for _, d := range corpus.HostileDocuments() {
		switch d.Name {
		case "authors of one item", "many texts", "one cluster", "keywords":
		default:
			continue
		}
		text := d.Make(14 << 20)
		server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write(text) }))
		for step, after := range few[time.Duration](2, 150, 500, 1000, 2000, 4000) {
			after *= time.Millisecond
			p := &processes{t: t, program: program, dir: fmt.Sprintf("%s/%d", t.TempDir(), step), work: t.TempDir()}
			p.must("feed", "add", "--later", server.URL+"/rss", "--name", "hostile")
			cmd, _, said := p.command("sync", "--all")
			if err := cmd.Start(); err != nil {
				t.Fatal(err)
			}
			ended := make(chan struct{})
			go func() {
				_ = cmd.Wait()
				close(ended)
			}()
			for worked(cmd.Process.Pid) < after && !closed(ended) {
				time.Sleep(5 * time.Millisecond)
			}
			before := worked(cmd.Process.Pid)
			if closed(ended) {
				break // all of it takes less
			}
			if err := cmd.Process.Signal(syscall.SIGTERM); err != nil {
				break
			}
			<-ended
			more := cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime() - before
			t.Logf("%s: SIGTERM after %v, ended after %v more: exit %d", d.Name, before, more, cmd.ProcessState.ExitCode())
			if more > time.Second {
				t.Errorf("%s: after SIGTERM the program works for %v more\n%s", d.Name, more, said)
			}
			p.sound()
		}
		server.Close()
	}
}

func closed(c <-chan struct{}) bool {
	select {
	case <-c:
		return true
	default:
		return false
	}
}

// worked returns the processor time that a process has used.
func worked(pid int) time.Duration {
	stat, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	if err != nil {
		return 0
	}
	_, fields, _ := strings.Cut(string(stat), ") ")
	f := strings.Fields(fields)
	if len(f) < 13 {
		return 0
	}
	user, _ := strconv.Atoi(f[11])
	system, _ := strconv.Atoi(f[12])
	return time.Duration(user+system) * 10 * time.Millisecond
}
