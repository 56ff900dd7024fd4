package terminal

import (
	"strings"

	"github.com/charmbracelet/x/ansi"
)

// Fit breaks a line at its spaces where it is wider than the terminal, and
// indents what goes on. In a pipe it stays one line.
func (s *Stream) Fit(line string, indent int) string {
	if !s.Terminal {
		return line
	}
	return Fill(line, indent, s.Width)
}

// Fill breaks a line at its spaces where it is wider than width cells, and
// indents what goes on.
func Fill(line string, indent, width int) string {
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

// Wrap breaks text between words so that no line is wider than width cells. A
// word that is wider is broken too. A hyphen ends no line: --text stays whole.
func Wrap(text string, width int) string {
	const whole = "\uf02d" // stands for a hyphen: ansi breaks lines after those
	wrapped := ansi.Wrap(strings.ReplaceAll(text, "-", whole), width, "")
	return strings.ReplaceAll(wrapped, whole, "-")
}

// Pad cuts or pads text to a width in cells.
func Pad(text string, width int) string {
	text = ansi.Truncate(text, width, "…")
	return text + strings.Repeat(" ", max(width-ansi.StringWidth(text), 0))
}
