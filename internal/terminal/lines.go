package terminal

import (
	"fmt"
	"strings"
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
	w.Print(strings.ReplaceAll(Wrap(text, width), "\n", "\n"+indent))
}

// Field prints a named value, cleaned; an empty one is left out.
func (w *Lines) Field(name, value string) {
	if value == "" {
		return
	}
	w.Wrap("            ", w.Style(Dim, fmt.Sprintf("%-10s  ", name))+Clean(value))
}
