package main

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"
	"unicode"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// Every JSON document of ours is the same document with all that a terminal
// obeys escaped.
func TestJSONIsEscaped(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringOf(rapid.OneOf(rapid.Rune(), rapid.SampledFrom([]rune("\u0085\u009b\x7f\u061c\u200e\u200f\u202e\u2066\u2069\ufeff\U000e0041\x1b")))).Draw(t, "text")
		var b bytes.Buffer
		if err := writeJSON(&b, map[string]string{"title": text}); err != nil {
			t.Fatal(err)
		}
		if i := strings.IndexFunc(b.String(), func(r rune) bool { return r != '\n' && (unicode.IsControl(r) || directs(r)) }); i >= 0 {
			t.Fatalf("%q is in %q", b.String()[i:], text)
		}
		var back map[string]string
		if err := json.Unmarshal(b.Bytes(), &back); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(strings.ToValidUTF8(text, "\ufffd"), back["title"]); diff != "" {
			t.Fatal(diff)
		}
	})
}

// Text for a terminal or a pipe has no control characters, no marks of
// direction and no invisible tags, and keeps the rest, emoji among it.
func TestClean(t *testing.T) {
	for text, want := range map[string]string{
		"a\tb\nc\u2028d":                                  "a b c d",
		"\x1b[31mred\u009b0m\x7f":                         "[31mred0m",
		"\u202eabc\u202c \u2066x\u2069\u200e\u200f\u061c": "abc x",
		"hidden\U000e0041\U000e007f text\ufeff":           "hidden text",
		"👩\u200d👧 日本語 é":                                  "👩\u200d👧 日本語 é",
	} {
		if got := clean(text); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

// With --safe-csv no cell begins as a formula does; numbers stay numbers, and
// without it nothing is changed.
func TestSafeCSV(t *testing.T) {
	s := newSession(t, `{"link":"https://a.example/1","published":"2026-01-01T08:00:00Z","title":"=HYPERLINK(\"https://evil.example\")"}
{"link":"https://a.example/2","published":"2026-01-02T08:00:00Z","title":"@SUM(1)"}
{"link":"https://a.example/3","published":"2026-01-03T08:00:00Z","title":"-5"}
{"link":"https://a.example/4","published":"2026-01-04T08:00:00Z","title":"+cmd|' /C calc'!A0"}
`)
	for _, c := range []struct {
		args []string
		want string
	}{
		{nil, "\"=HYPERLINK(\"\"https://evil.example\"\")\"|@SUM(1)|-5|+cmd|' /C calc'!A0|"},
		{[]string{"--safe-csv"}, "\"'=HYPERLINK(\"\"https://evil.example\"\")\"|'@SUM(1)|-5|'+cmd|' /C calc'!A0|"},
	} {
		_, out, said := s.run(append([]string{"search", "*", "--sort", "oldest", "--group", "none", "--format", "csv", "--fields", "title"}, c.args...)...)
		_, rows, _ := strings.Cut(out, "\r\n")
		if got := strings.ReplaceAll(rows, "\r\n", "|"); got != c.want {
			t.Errorf("%v: %s\nwant %s\n%s", c.args, got, c.want, said)
		}
	}
}
