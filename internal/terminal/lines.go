package terminal

import (
	"fmt"
	"strings"

	"github.com/charmbracelet/x/ansi"
)

// Lines prints lines that fit a terminal, and keeps the first error.
type Lines struct {
	*Stream
	Err error
}

// Print prints a line as it is.
func (w *Lines) Print(text string) {
	if w.Err == nil {
		_, w.Err = fmt.Fprintln(w, text)
	}
}

// Wrap prints text, broken between words on a terminal, with later lines
// indented.
func (w *Lines) Wrap(indent, text string) {
	if !w.Terminal {
		w.Print(text)
		return
	}
	width := max(w.Width-len(indent), 10)
	text = strings.ReplaceAll(text, " --", unbroken)
	text = strings.ReplaceAll(ansi.Wrap(text, width, ""), "\n", "\n"+indent)
	w.Print(strings.ReplaceAll(strings.ReplaceAll(text, unbroken, " --"), unbroken[1:], "--"))
}

// unbroken stands for " --" while a text is broken, which would be done after the
// hyphens of a flag. Its characters are of the private use area.
const unbroken = " \ue0f0\ue0f1"

// Field prints a named value, cleaned; an empty one is left out.
func (w *Lines) Field(name, value string) {
	if value == "" {
		return
	}
	w.Wrap("            ", w.Style(Dim, fmt.Sprintf("%-10s  ", name))+Clean(value))
}
