package main

import (
	"io"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
)

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
