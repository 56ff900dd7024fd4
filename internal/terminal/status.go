package terminal

import (
	"fmt"
	"strings"

	"github.com/charmbracelet/x/ansi"
)

// Status is a line at the end of what a terminal shows, which says what goes on and
// is replaced again and again. Anywhere else it shows nothing. Before other lines
// are written, it must be cleared.
type Status struct {
	stream *Stream
	shown  int // cells that are to be cleared
}

// Status returns an empty status line.
func (s *Stream) Status() *Status { return &Status{stream: s} }

// Show replaces the line. Text that does not fit is cut; it must be clean.
func (l *Status) Show(text string) {
	if !l.stream.Terminal {
		return
	}
	text = ansi.Truncate(text, l.stream.Width-1, "…")
	width := ansi.StringWidth(text)
	fmt.Fprint(l.stream, "\r"+l.stream.Style(Dim, text)+strings.Repeat(" ", max(0, l.shown-width))) //nolint:errcheck // a courtesy
	l.shown = max(l.shown, width)
}

// Clear removes the line.
func (l *Status) Clear() {
	if l.shown > 0 {
		fmt.Fprint(l.stream, "\r"+strings.Repeat(" ", l.shown)+"\r") //nolint:errcheck // a courtesy
		l.shown = 0
	}
}
