package main

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"
	"unicode"

	"newsarchive/internal/terminal"

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
		if i := strings.IndexFunc(b.String(), func(r rune) bool { return r != '\n' && (unicode.IsControl(r) || terminal.Hidden(r)) }); i >= 0 {
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
