package terminal

import (
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
)

// A bar never fills the line, in whatever it counts: else each change of it
// would begin a new one.
func TestBarFitsTheTerminal(t *testing.T) {
	for _, width := range []int{20, 40, 60, 72, 80, 100, 200} {
		var said strings.Builder
		s := &Stream{Writer: &said, Terminal: true, Width: width}
		show, done := s.Progress("reading the database and the index", "stories")
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
