package terminal

import (
	"strings"
	"testing"
)

// A message goes on below its beginning.
func TestFit(t *testing.T) {
	s := &Stream{Terminal: true, Width: 20}
	for line, want := range map[string]string{
		"hint:    short":                                "hint:    short",
		"hint:    wait until it has ended":              "hint:    wait until\n         it has\n         ended",
		"hint:    日本語の 見出し です":                          "hint:    日本語の\n         見出し です",
		"hint:    https://a-very-long-address.example/": "hint:   \n         https://a-very-long-address.example/",
	} {
		if got := s.Fit(line, 9); got != want {
			t.Errorf("%q\n got %q\nwant %q", line, got, want)
		}
	}
	s.Terminal = false
	if got := s.Fit("hint:    wait until it has ended", 9); strings.Contains(got, "\n") {
		t.Errorf("in a pipe: %q", got)
	}
}

// A line ends at a space, not within an option; a word that is too wide is broken.
func TestWrap(t *testing.T) {
	for text, want := range map[string]string{
		`run "archive show 12 --text"`: "run \"archive\nshow 12\n--text\"",
		"a well-known --mail-from":     "a well-known\n--mail-from",
		"https://a-b.example/c":        "https://a-b.\nexample/c",
		"見出し です - いま":                  "見出し です\n- いま",
	} {
		if got := Wrap(text, 12); got != want {
			t.Errorf("%q\n got %q\nwant %q", text, got, want)
		}
	}
}
