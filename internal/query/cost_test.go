package query

import (
	"strings"
	"testing"
	"time"
)

// A hostile text is parsed in some milliseconds on an idle machine, and never
// causes a panic. A quadratic parser would take minutes.
func TestHostileText(t *testing.T) {
	opts := testOptions(t)
	for _, unit := range []string{
		"\"", "(", ")", "((a) ", "-", "- ", "NOT ", "OR ", "AND ", "| ", "NOT -", "a", "é", "🎉", "\x00", "\xff", "\u202e", "\n",
		"title:", "title:( ", "title:,", ",", "foo:bar ", "*", "~", "a~", "a-", "#", "..", "date:", "a:", "\\", "\"\\\"", "سلام ", "a ", "topic:asia ",
	} {
		for _, size := range []int{MaxBytes, 1 << 20} {
			text := strings.Repeat(unit, size/len(unit))
			start := time.Now()
			q, err := Parse(text, opts)
			if q == nil && err == nil {
				t.Errorf("%q… of %d bytes: neither query nor error", unit, size)
			}
			if took := time.Since(start); took > 10*time.Second {
				t.Errorf("%q… of %d bytes took %s", unit, size, took)
			} else if took > 3*time.Millisecond {
				t.Logf("%q… of %d bytes took %s", unit, size, took)
			}
		}
	}
}
