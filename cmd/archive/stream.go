package main

import (
	"io"
	"os"
	"strconv"
	"strings"

	"golang.org/x/term"
)

// stream is where a command writes: a terminal of some width, with or without
// colour, or a pipe. On either, control characters from outside must pass
// through [clean] first.
type stream struct {
	io.Writer
	terminal bool
	colour   bool
	width    int
	held     bool // what is written is kept back for now
}

// newStream finds out what the writer is. NO_COLOR (no-color.org) and
// TERM=dumb turn colour off; COLUMNS overrides a terminal's width.
func newStream(w io.Writer) *stream {
	s := &stream{Writer: w, width: 80}
	f, ok := w.(*os.File)
	if !ok || !term.IsTerminal(int(f.Fd())) { //nolint:gosec // a descriptor fits
		return s
	}
	s.terminal = true
	if width, _, err := term.GetSize(int(f.Fd())); err == nil && width > 0 { //nolint:gosec // see above
		s.width = width
	}
	if width, err := strconv.Atoi(os.Getenv("COLUMNS")); err == nil && width > 0 {
		s.width = width
	}
	s.colour = os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb"
	return s
}

func (s *stream) plain() { s.colour = false }

// The few styles there are, as SGR parameters of ECMA-48.
const (
	bold   = "1"
	dim    = "2"
	red    = "31"
	green  = "32"
	yellow = "33"
	cyan   = "36"
)

// style returns the text in a style, on a stream that has colour.
func (s *stream) style(sgr, text string) string {
	if !s.colour || text == "" {
		return text
	}
	return "\x1b[" + sgr + "m" + text + "\x1b[0m"
}

// clean makes text from outside fit for one line of a terminal or a record:
// tabs, line and paragraph separators become spaces; control characters, marks
// that turn the direction of writing and invisible tags go.
func clean(text string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\t' || r == '\n' || r == '\r' || r == '\u2028' || r == '\u2029':
			return ' '
		case hidden(r):
			return -1
		}
		return r
	}, text)
}

// underlying is the file that a stream writes to, nil if it is none.
func underlying(s *stream) *os.File {
	f, ok := s.Writer.(*os.File)
	if !ok {
		return nil
	}
	return f
}
