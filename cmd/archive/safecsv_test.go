package main

import (
	"strings"
	"testing"
)

// With --safe-csv no cell begins like a formula, and numbers stay numbers.
// Without it, cells are unchanged.
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
