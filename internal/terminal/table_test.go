package terminal

import (
	"bytes"
	"testing"
)

// A long text of a column that wraps goes on below itself; in a pipe a record
// stays one line.
func TestTableWraps(t *testing.T) {
	columns := []Column{{Title: "what", Style: Dim}, {Title: "count", Grows: true, Wraps: true}}
	rows := [][]string{{"feeds", "3"}, {"without a text", "12: the page is a list of other pages, 日本語の見出し"}}
	for terminal, want := range map[bool]string{
		true: "WHAT      COUNT\n" +
			"feeds     3\n" +
			"without…  12: the page is a list\n" +
			"          of other pages,\n" +
			"          日本語の見出し\n",
		false: "feeds\t3\nwithout a text\t12: the page is a list of other pages, 日本語の見出し\n",
	} {
		var b bytes.Buffer
		s := &Stream{Writer: &b, Terminal: terminal, Width: 34}
		if err := s.Table(columns, rows); err != nil {
			t.Fatal(err)
		}
		if b.String() != want {
			t.Errorf("terminal %v:\n%s\nwant\n%s", terminal, b.String(), want)
		}
	}
}
