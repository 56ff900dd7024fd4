package main

import (
	"bytes"
	"io"
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

// answering runs a command that asks a person, types the answer, and returns how
// the program ended.
func answering(t *testing.T, answer string, args ...string) (code int) {
	t.Helper()
	person, program := openTerminal(t)
	cmd := exec.Command(os.Args[0], args...) //nolint:gosec // the test itself, as archive
	cmd.Args[0] = "archive"
	cmd.Stdin, cmd.Stdout, cmd.Stderr = program, program, program
	cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true, Setctty: true}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	_ = program.Close()
	stuck := time.AfterFunc(time.Minute, func() { _ = cmd.Process.Kill() })
	defer stuck.Stop()
	var seen bytes.Buffer
	for one := make([]byte, 1); !strings.HasSuffix(strings.ToLower(seen.String()), "[y/n] "); {
		if _, err := person.Read(one); err != nil {
			t.Fatalf("no question: %v\n%s", err, &seen)
		}
		seen.Write(one)
	}
	if _, err := io.WriteString(person, answer); err != nil {
		t.Fatal(err)
	}
	go io.Copy(io.Discard, person) //nolint:errcheck // until the program ends
	_ = cmd.Wait()
	return cmd.ProcessState.ExitCode()
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
		if code := answering(t, c.answer, "--dir", s.dir, "prune", "--feed", "world"); code != c.code {
			t.Errorf("%q: exit %d, want %d", c.answer, code, c.code)
		}
		if left := items(); left != c.left {
			t.Errorf("after %q the feed has %q stories, want %q", c.answer, left, c.left)
		}
	}
}

// The first feed asks for texts: an empty line is a yes, the end of the input is
// none.
func TestQuestionForTexts(t *testing.T) {
	for answer, want := range map[string]string{"\n": "text\ton", "n\n": "text\toff", "\x04": "text\toff"} {
		s := newSession(t, "")
		if code := answering(t, answer, "--dir", s.dir, "feed", "add", "https://paper.example/rss"); code != exitDone {
			t.Errorf("%q: exit %d", answer, code)
		}
		if _, out, _ := s.run("settings"); !strings.HasPrefix(out, want) {
			t.Errorf("after %q the settings are\n%s", answer, out)
		}
	}
}
