package main

import (
	"io"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
)

// On a terminal no line of a manual is wider than it, as far as words allow;
// no word is lost, and in a pipe and where all fits nothing changes.
func TestHelpFitsTheTerminal(t *testing.T) {
	for _, args := range [][]string{{"--help"}, {"search", "--help"}, {"feed", "set", "--help"}, {"timeline", "--help"}, {"help", "query"}, {"help", "dates"}} {
		help := func(width int) string {
			var out, said strings.Builder
			a := newApp(nil, &out, &said)
			a.out.terminal, a.out.width = width > 0, width
			if code := a.run(t.Context(), args); code != exitDone || said.Len() > 0 {
				t.Fatalf("%v: exit %d, %s", args, code, &said)
			}
			return out.String()
		}
		piped := help(0)
		for _, width := range []int{40, 60, 80, 200, 1000} {
			got := help(width)
			for line := range strings.Lines(got) {
				line = strings.TrimRight(line, "\n")
				words := strings.Fields(line)
				if width >= 80 && ansi.StringWidth(line) > width && len(words) > 1 {
					t.Errorf("%v at %d columns: %s", args, width, line)
				}
			}
			if strings.Join(strings.Fields(got), " ") != strings.Join(strings.Fields(piped), " ") {
				t.Errorf("%v at %d columns has other words than in a pipe", args, width)
			}
		}
	}
}

// A message goes on below its beginning.
func TestFit(t *testing.T) {
	s := &stream{terminal: true, width: 20}
	for line, want := range map[string]string{
		"hint:    short":                                "hint:    short",
		"hint:    wait until it has ended":              "hint:    wait until\n         it has\n         ended",
		"hint:    日本語の 見出し です":                          "hint:    日本語の\n         見出し です",
		"hint:    https://a-very-long-address.example/": "hint:   \n         https://a-very-long-address.example/",
	} {
		if got := s.fit(line, 9); got != want {
			t.Errorf("%q\n got %q\nwant %q", line, got, want)
		}
	}
	s.terminal = false
	if got := s.fit("hint:    wait until it has ended", 9); strings.Contains(got, "\n") {
		t.Errorf("in a pipe: %q", got)
	}
}

// A bar never fills the line, in whatever it counts: else each change of it
// would begin a new one.
func TestBarFitsTheTerminal(t *testing.T) {
	for _, width := range []int{20, 40, 60, 72, 80, 100, 200} {
		var said strings.Builder
		a := newApp(nil, io.Discard, &said)
		a.err.terminal, a.err.width = true, width
		show, done := a.progressOf("reading the database and the index", "stories")
		for n := 0; n <= 1_058_539; n += 50_000 {
			show(n, 1_058_539)
		}
		done()
		if !strings.Contains(said.String(), "%") {
			t.Errorf("%d columns: no bar: %q", width, &said)
		}
		for _, line := range strings.FieldsFunc(said.String(), func(r rune) bool { return r == '\r' || r == '\n' }) {
			if w := ansi.StringWidth(line); w > width {
				t.Errorf("%d columns: %d wide: %q", width, w, line)
			}
		}
	}
}
