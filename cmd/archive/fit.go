package main

import (
	"strings"

	"github.com/charmbracelet/x/ansi"
)

// fit breaks a line at its spaces where it is wider than the terminal, and
// indents what goes on. In a pipe it stays one line.
func (s *stream) fit(line string, indent int) string {
	if !s.terminal {
		return line
	}
	return fill(line, indent, s.width)
}

// fill breaks a line at its spaces where it is wider than width cells, and
// indents what goes on.
func fill(line string, indent, width int) string {
	if ansi.StringWidth(line) <= width || width < indent+10 {
		return line
	}
	var b strings.Builder
	at := 0
	for i, word := range strings.Split(line, " ") {
		cells := ansi.StringWidth(word)
		switch {
		case i == 0:
		case at+1+cells > width:
			b.WriteString("\n" + strings.Repeat(" ", indent))
			at = indent
		default:
			b.WriteByte(' ')
			at++
		}
		b.WriteString(word)
		at += cells
	}
	return b.String()
}
