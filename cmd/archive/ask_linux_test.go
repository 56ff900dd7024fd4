package main

import (
	"bytes"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"golang.org/x/sys/unix"
)

// openTerminal opens a pseudo terminal: the side of the person and the side of
// the program.
func openTerminal(t *testing.T) (person, program *os.File) {
	t.Helper()
	person, err := os.OpenFile("/dev/ptmx", os.O_RDWR, 0)
	if err != nil {
		t.Skip("needs a pseudo terminal:", err)
	}
	t.Cleanup(func() { _ = person.Close() })
	if err := unix.IoctlSetPointerInt(int(person.Fd()), unix.TIOCSPTLCK, 0); err != nil {
		t.Fatal(err)
	}
	number, err := unix.IoctlGetInt(int(person.Fd()), unix.TIOCGPTN)
	if err != nil {
		t.Fatal(err)
	}
	program, err = os.OpenFile("/dev/pts/"+strconv.Itoa(number), os.O_RDWR|syscall.O_NOCTTY, 0)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = program.Close() })
	return person, program
}

// answering runs the program on a terminal, types the answer to its question, and
// returns how it ended.
func answering(t *testing.T, dir, question, answer string, args ...string) (code int, seen string) {
	t.Helper()
	return conversing(t, dir, [][2]string{{question, answer}}, args...)
}

// conversing is answering with several questions, each with its answer.
func conversing(t *testing.T, dir string, lines [][2]string, args ...string) (code int, seen string) {
	t.Helper()
	person, program := openTerminal(t)
	cmd := exec.Command(os.Args[0], append([]string{"--dir", dir}, args...)...) //nolint:gosec // the test itself, as archive
	cmd.Args[0] = "archive"
	cmd.Stdin, cmd.Stdout, cmd.Stderr = program, program, program
	cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true, Setctty: true}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	_ = program.Close()
	stuck := time.AfterFunc(time.Minute, func() { _ = cmd.Process.Kill() })
	defer stuck.Stop()
	var all bytes.Buffer
	for _, line := range lines {
		for one := make([]byte, 1); !strings.HasSuffix(all.String(), line[0]); {
			if _, err := person.Read(one); err != nil {
				t.Fatalf("no question: %v\n%s", err, &all)
			}
			all.Write(one)
		}
		if _, err := io.WriteString(person, line[1]); err != nil {
			t.Fatal(err)
		}
	}
	go io.Copy(io.Discard, person) //nolint:errcheck // until the program ends
	_ = cmd.Wait()
	return cmd.ProcessState.ExitCode(), all.String()
}

// Ctrl-C at a question ends the program, and nothing is changed. Any answer but
// yes does the same.
func TestCtrlCAtAQuestion(t *testing.T) {
	s := newSession(t, taught)
	items := func() string {
		_, out, _ := s.run("search", "--feed", "world", "--count")
		return out
	}
	for _, c := range []struct {
		answer string
		code   int
		left   string
	}{{"\x03", exitInterrupted, "3\n"}, {"n\n", exitDone, "3\n"}, {"y\n", exitDone, "0\n"}} {
		if code, _ := answering(t, s.dir, "[y/N] ", c.answer, "prune", "--feed", "world"); code != c.code {
			t.Errorf("%q: exit %d, want %d", c.answer, code, c.code)
		}
		if left := items(); left != c.left {
			t.Errorf("after %q the feed has %q stories, want %q", c.answer, left, c.left)
		}
	}
}

// On a terminal the feeds of a page are numbered, and one is chosen. Any other
// answer follows none.
func TestChoosingAFeed(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/" {
			_, _ = io.WriteString(w, `<html><link rel=alternate type=application/rss+xml title="World" href=/world><link rel=alternate type=application/rss+xml title="Sport" href=/sport></html>`)
			return
		}
		_, _ = io.WriteString(w, `<rss version="2.0"><channel><title>Of `+r.URL.Path[1:]+`</title><item><title>One</title></item></channel></rss>`)
	}))
	t.Cleanup(server.Close)
	s := newSession(t, taught)
	s.wants(exitDone, "settings", "text", "off")
	for _, c := range []struct {
		answer string
		code   int
		follow string
	}{{"\x03", exitInterrupted, ""}, {"\n", exitUsage, ""}, {"3\n", exitUsage, ""}, {"2\n", exitDone, "Of sport"}} {
		code, seen := answering(t, s.dir, "Which one? [1-2] ", c.answer, "feed", "add", server.URL)
		if code != c.code || !strings.Contains(seen, "   2  Sport  "+server.URL+"/sport") {
			t.Errorf("%q: exit %d, want %d\n%s", c.answer, code, c.code, seen)
		}
		_, out, _ := s.run("feed", "list")
		if got := strings.Contains(out, "\tOf "); got != (c.follow != "") || !strings.Contains(out, c.follow) {
			t.Errorf("after %q: %s", c.answer, out)
		}
	}
}

// The first feed asks for texts: an empty line is a yes, the end of the input is
// none.
func TestQuestionForTexts(t *testing.T) {
	for answer, want := range map[string]string{"\n": "text\ton", "n\n": "text\toff", "\x04": "text\toff"} {
		s := newSession(t, "")
		if code, _ := answering(t, s.dir, "[Y/n] ", answer, "feed", "add", "--later", "https://paper.example/rss"); code != exitDone {
			t.Errorf("%q: exit %d", answer, code)
		}
		if _, out, _ := s.run("settings"); !strings.HasPrefix(out, want) {
			t.Errorf("after %q the settings are\n%s", answer, out)
		}
	}
}

// A password is asked for twice; when both are the same it is set. Ctrl-C sets
// none.
func TestTypingAPassword(t *testing.T) {
	const first, second = "New password: ", "The same again: "
	for name, c := range map[string]struct {
		lines [][2]string
		code  int
	}{
		"twice the same": {[][2]string{{first, "a harbour in the rain\n"}, {second, "a harbour in the rain\n"}}, exitDone},
		"two":            {[][2]string{{first, "a harbour in the rain\n"}, {second, "a harbour in the sun\n"}}, exitFailed},
		"too short":      {[][2]string{{first, "rain\n"}, {second, "rain\n"}}, exitUsage},
		"Ctrl-C":         {[][2]string{{first, "a harbour in the rain\n"}, {second, "\x03"}}, exitInterrupted},
	} {
		s := newSession(t, taught)
		if code, seen := conversing(t, s.dir, c.lines, "password", "set"); code != c.code {
			t.Errorf("%s: exit %d, want %d\n%s", name, code, c.code, seen)
		}
		if _, out, _ := s.run("password", "list", "--json"); strings.Contains(out, `"typed": true`) != (c.code == exitDone) {
			t.Errorf("%s: %s", name, out)
		}
	}
}
