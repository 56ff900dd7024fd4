// Package terminal is what a command says and how it looks: streams that know
// whether they are a terminal, how wide it is and whether it has colour, and
// what is written to them: lines that fit, tables, bars, progress, pages.
//
// Text from outside (a feed's title, a file's name) may carry characters that a
// terminal obeys. Tables and fields are cleaned here; all else passes through
// [Clean] first.
package terminal

import (
	"io"
	"os"
	"strconv"

	"golang.org/x/term"
)

// Stream is where a command writes: a terminal of some width, with or without
// colour, or a pipe. On either, control characters from outside must pass
// through [Clean] first.
type Stream struct {
	io.Writer
	Terminal bool
	Colour   bool
	Width    int  // in cells
	Held     bool // what is written is kept back for now
}

// New finds out what the writer is. NO_COLOR (no-color.org) and
// TERM=dumb turn colour off; COLUMNS overrides a terminal's width.
func New(w io.Writer) *Stream {
	s := &Stream{Writer: w, Width: 80}
	f, ok := w.(*os.File)
	if !ok || !term.IsTerminal(int(f.Fd())) { //nolint:gosec // a descriptor fits
		return s
	}
	s.Terminal = true
	if width, _, err := term.GetSize(int(f.Fd())); err == nil && width > 0 { //nolint:gosec // see above
		s.Width = width
	}
	if width, err := strconv.Atoi(os.Getenv("COLUMNS")); err == nil && width > 0 {
		s.Width = width
	}
	s.Colour = os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb"
	return s
}

// Plain turns colour off.
func (s *Stream) Plain() { s.Colour = false }

// The few styles there are, as SGR parameters of ECMA-48.
const (
	Bold   = "1"
	Dim    = "2"
	Red    = "31"
	Green  = "32"
	Yellow = "33"
	Cyan   = "36"
)

// Style returns the text in a style, on a stream that has colour.
func (s *Stream) Style(sgr, text string) string {
	if !s.Colour || text == "" {
		return text
	}
	return "\x1b[" + sgr + "m" + text + "\x1b[0m"
}

// File is the file that the stream writes to, or nil.
func (s *Stream) File() *os.File {
	f, ok := s.Writer.(*os.File)
	if !ok {
		return nil
	}
	return f
}
