package terminal

import (
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
)

// A status line fits its terminal, and leaves nothing behind; in a pipe there is
// none.
func TestStatus(t *testing.T) {
	var out strings.Builder
	s := &Stream{Writer: &out, Terminal: true, Width: 20}
	l := s.Status()
	l.Clear()
	for _, text := range []string{"1 of 2", "한국한국한국한국한국한국한국한국", "short"} {
		l.Show(text)
	}
	l.Clear()
	l.Clear()
	screen := ""
	for _, line := range strings.Split(out.String(), "\r") {
		if ansi.StringWidth(line) > 19 {
			t.Errorf("%q has %d cells", line, ansi.StringWidth(line))
		}
		if w := ansi.StringWidth(line); w >= ansi.StringWidth(screen) {
			screen = line
		} else {
			screen = line + ansi.TruncateLeft(screen, w, "")
		}
	}
	if strings.TrimSpace(screen) != "" || !strings.HasSuffix(out.String(), "\r") {
		t.Errorf("%q stays", screen)
	}
	out.Reset()
	s.Terminal = false
	l.Show("1 of 2")
	l.Clear()
	if out.Len() > 0 {
		t.Errorf("in a pipe: %q", out.String())
	}
}
