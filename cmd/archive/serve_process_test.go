//go:build unix

package main

import (
	"bufio"
	"io"
	"net/http"
	"os/exec"
	"regexp"
	"syscall"
	"testing"
)

// served is a server in a process of its own.
type served struct {
	cmd     *exec.Cmd
	address string // http://127.0.0.1:…/
	// password is an app password to ask with; "" if none is needed.
	password string
}

// serving starts a command that serves an archive, until the test ends, and returns
// once it says where.
func serving(tb testing.TB, cmd *exec.Cmd) *served {
	tb.Helper()
	cmd.Stderr = nil
	said, err := cmd.StderrPipe()
	if err != nil {
		tb.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		tb.Fatal(err)
	}
	s := &served{cmd: cmd}
	tb.Cleanup(func() {
		_ = cmd.Process.Signal(syscall.SIGTERM)
		if err := cmd.Wait(); err != nil {
			tb.Errorf("the server ends with %v", err)
		}
	})
	lines := bufio.NewScanner(said)
	var before []string
	for s.address == "" && lines.Scan() {
		before = append(before, lines.Text())
		s.address = regexp.MustCompile(`http://127\.0\.0\.1:\d+/`).FindString(lines.Text())
	}
	if s.address == "" {
		tb.Fatalf("it does not say where it is: %q", before)
	}
	go func() { _, _ = io.Copy(io.Discard, said) }()
	return s
}

// serves serves the archive in a process.
func (p *processes) serves(args ...string) *served {
	p.t.Helper()
	cmd, _, _ := p.command(append([]string{"serve"}, args...)...)
	return serving(p.t, cmd)
}

// get asks for an address, which must answer.
func (s *served) get(tb testing.TB, address string) string {
	tb.Helper()
	r, err := http.NewRequestWithContext(tb.Context(), http.MethodGet, s.address+address, nil)
	if err != nil {
		tb.Fatal(err)
	}
	if s.password != "" {
		r.SetBasicAuth("ada", s.password)
	}
	res, err := http.DefaultClient.Do(r)
	if err != nil {
		tb.Fatal(err)
	}
	defer res.Body.Close() //nolint:errcheck // a test
	body, err := io.ReadAll(res.Body)
	if err != nil || res.StatusCode != http.StatusOK {
		tb.Fatalf("%s: %s %v\n%s", address, res.Status, err, body)
	}
	return string(body)
}
