package main

import (
	"bytes"
	"database/sql"
	"fmt"
	"io"
	"net/url"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"newsarchive/internal/archive"
	"newsarchive/internal/effort"
	"newsarchive/internal/fetch/faultserver"
)

// sitting is a person at an archive whose feeds fail, with a clock of its own.
type sitting struct {
	t     *testing.T
	dir   string
	now   time.Time
	width int // of the terminal; 0: a pipe
	wait  time.Duration
	net   archive.Network
	names *strings.Replacer // addresses → what they are called in golden files
}

// run runs a command and returns what it printed, and its exit code.
func (s *sitting) run(args ...string) (string, int) {
	s.t.Helper()
	pin := regexp.MustCompile(`sha256/[A-Za-z0-9+/]{43}=`) // another one for each run
	var out bytes.Buffer
	a := newApp(strings.NewReader(""), &out, io.Discard)
	a.dir, a.now, a.network = s.dir, func() time.Time { return s.now }, s.net
	a.network.Timeout = s.wait
	if s.width > 0 {
		a.out.Terminal, a.out.Width = true, s.width
	}
	code := a.run(s.t.Context(), append([]string{"--dir", s.dir}, args...))
	said := pin.ReplaceAllString(out.String(), "sha256/"+strings.Repeat("P", 43)+"=")
	return s.names.Replace(said), code
}

// syncOne fetches one feed. Where no name server answers, a good feed shows that
// the machine is online.
func (s *sitting) syncOne(name string) (string, int) {
	s.t.Helper()
	const good = "name-good"
	if !strings.HasPrefix(name, "name-") || name == good {
		return s.run("sync", name)
	}
	said, code := s.run("sync", name, good)
	lines := slices.DeleteFunc(strings.SplitAfter(said, "\n"), func(line string) bool { return strings.HasPrefix(line, good) })
	return strings.Join(lines, ""), code
}

// newFaults follows feeds, in their order, and names their addresses so that
// golden files have no ports: a name is as long as a port.
func newFaults(t *testing.T, faults []faultserver.Fault) *sitting {
	t.Helper()
	t.Setenv("TZ", "Europe/Stockholm")
	server := faultserver.Start(t)
	var names, addresses []string
	for i, f := range faults {
		address := server.Address(f.Name)
		addresses = append(addresses, address)
		u, err := url.Parse(address)
		if err != nil || len(u.Port()) != 5 {
			t.Fatalf("%s: %v", address, err)
		}
		names = append(names, ":"+u.Port(), fmt.Sprintf(":P%04d", i+1))
	}
	s := &sitting{
		t: t, dir: filepath.Join(t.TempDir(), "archive"), now: faultserver.Day(),
		wait: time.Minute, net: archive.Network{Resolver: server.Resolver()}, names: strings.NewReplacer(names...),
	}
	for i, f := range faults {
		if out, code := s.run("feed", "add", "--later", "--name", f.Name, addresses[i]); code != exitDone {
			t.Fatalf("exit %d: %s", code, out)
		}
	}
	return s
}

// Every fault is told in the line of a sync, in the list of feeds, and by doctor,
// on a terminal and in a pipe, in words that a stranger understands, with the next
// step.
func TestFaultsInWords(t *testing.T) {
	effort.OnlyAll(t, "waits for servers that stall")
	effort.WithoutRace(t, "one sync after the other")
	faults := faultserver.Faults()
	s := newFaults(t, faults)
	var piped, screen bytes.Buffer
	for _, f := range faults {
		s.wait = time.Minute
		if f.Stalls {
			s.wait = time.Second
		}
		said, code := s.syncOne(f.Name)
		want := exitPart
		if f.Good {
			want = exitDone
		}
		if code != want {
			t.Errorf("%s: exit %d, want %d: %s", f.Name, code, want, said)
		}
		fmt.Fprintf(&piped, "# %s: %s\n%s", f.Name, f.About, said)
		if f.Stalls {
			continue
		}
		s.width, s.now = 80, s.now.Add(3*24*time.Hour)
		said, _ = s.syncOne(f.Name)
		fmt.Fprintf(&screen, "# %s\n%s", f.Name, said)
		s.width, s.now = 0, s.now.Add(-3*24*time.Hour)
	}
	golden(t, "faults-sync", piped.Bytes())
	golden(t, "faults-sync-80", screen.Bytes())

	for _, view := range []struct {
		name  string
		args  []string
		width int
		after time.Duration
		code  int
	}{
		{"failing", []string{"feed", "list", "--failing"}, 0, 3*24*time.Hour + time.Hour, exitDone},
		{"failing-80", []string{"feed", "list", "--failing"}, 80, 3*24*time.Hour + time.Hour, exitDone},
		{"doctor", []string{"doctor"}, 0, 8 * 24 * time.Hour, exitPart},
		{"doctor-80", []string{"doctor"}, 80, 8 * 24 * time.Hour, exitPart},
	} {
		s.width, s.now = view.width, s.now.Add(view.after)
		said, code := s.run(view.args...)
		if code != view.code {
			t.Errorf("%v: exit %d, want %d", view.args, code, view.code)
		}
		golden(t, "faults-"+view.name, []byte(said))
		tooWide(t, view.name, said, s.width)
		s.now = s.now.Add(-view.after)
	}
}

// Five weeks with ten feeds: what is failing for an hour is a note, what is
// failing for a week a warning; what was missed is said; and all is well again when
// the feeds that fail are no longer followed.
func TestTroubledFeeds(t *testing.T) {
	effort.WithoutRace(t, "one command after the other")
	wanted := map[string]bool{
		"daily": true, "good": true, "all-new": true, "status-410": true, "status-503": true, "truncated": true, "moved-301": true, "name-unknown": true, "name-good": true, "page-one-feed": true,
	}
	faults := slices.DeleteFunc(faultserver.Faults(), func(f faultserver.Fault) bool { return !wanted[f.Name] })
	s := newFaults(t, faults)
	var story bytes.Buffer
	show := func(width, code int, args ...string) {
		t.Helper()
		s.width = width
		said, got := s.run(args...)
		if got != code {
			t.Errorf("%v: exit %d, want %d", args, got, code)
		}
		fmt.Fprintf(&story, "$ archive %s\n%s\n", strings.Join(args, " "), said)
		tooWide(t, strings.Join(args, " "), said, width)
		s.width = 0
	}
	show(80, exitNothing, "feed", "list", "--failing")
	s.sql(`UPDATE feeds SET added = '2026-03-02T09:00:00Z'`)
	s.run("sync")
	s.now = s.now.Add(time.Hour)
	show(80, exitDone, "doctor")
	for range 32 {
		s.now = s.now.Add(23 * time.Hour)
		s.run("sync", "--all")
		s.now = s.now.Add(time.Hour)
	}
	show(80, exitDone, "feed", "list")
	show(200, exitDone, "feed", "list")
	show(80, exitPart, "doctor")
	for _, feed := range []string{"all-new", "good", "status-410", "moved-301", "daily"} {
		show(80, exitDone, "feed", "show", "-n", "2", feed)
	}
	show(0, exitDone, "feed", "list", "--failing")
	stats, _ := s.run("stats")
	story.WriteString(strings.Join(strings.SplitAfterN(stats, "\n", 6)[:5], "") + "\n")
	for _, feed := range []string{"status-410", "status-503", "name-unknown", "page-one-feed", "truncated"} {
		s.run("feed", "remove", feed)
	}
	show(80, exitDone, "doctor")
	took := regexp.MustCompile(`(?m)\d\.\d\d$`)
	golden(t, "faults-five-weeks", took.ReplaceAll(story.Bytes(), []byte("0.00")))
}

// sql changes the database as no command does.
func (s *sitting) sql(statement string) {
	s.t.Helper()
	db, err := sql.Open("sqlite", archive.DatabasePath(s.dir))
	if err != nil {
		s.t.Fatal(err)
	}
	defer db.Close() //nolint:errcheck // what it said counts
	if _, err := db.Exec(statement); err != nil {
		s.t.Fatal(err)
	}
}

// tooWide fails where a line is wider than the terminal, unless one word is.
func tooWide(t *testing.T, name, text string, width int) {
	t.Helper()
	for line := range strings.Lines(text) {
		line = strings.TrimRight(line, "\n")
		if n := len([]rune(line)); width > 0 && n > width && strings.Contains(strings.TrimSpace(line), " ") {
			t.Errorf("%s: %d columns: %s", name, n, line)
		}
	}
	if regexp.MustCompile(`net/http|x509:|dial tcp|context deadline|EOF`).MatchString(text) {
		t.Errorf("%s: words of the program, not for a person:\n%s", name, text)
	}
}
