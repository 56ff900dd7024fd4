package main

import (
	"fmt"
	"strings"
	"time"

	"newsarchive/internal/news"

	"github.com/charmbracelet/x/ansi"
)

// lines prints lines that fit a terminal, and keeps the first error.
type lines struct {
	*stream
	err error
}

func (w *lines) print(text string) {
	if w.err == nil {
		_, w.err = fmt.Fprintln(w, text)
	}
}

// wrap prints text, broken between words on a terminal, with later lines
// indented.
func (w *lines) wrap(indent, text string) {
	if !w.terminal {
		w.print(text)
		return
	}
	width := max(w.width-len(indent), 10)
	w.print(strings.ReplaceAll(ansi.Wrap(text, width, ""), "\n", "\n"+indent))
}

func (w *lines) field(name, value string) {
	if value == "" {
		return
	}
	w.wrap("            ", w.style(dim, fmt.Sprintf("%-10s  ", name))+clean(value))
}

// moment is an instant as a person reads it, in the archive's zone.
func moment(t time.Time, zone *time.Location) string {
	return t.In(zone).Format("2006-01-02 15:04")
}

// dateIn is a date as a person reads it: a day stays a day.
func dateIn(d news.Date, zone *time.Location) string {
	switch {
	case d.IsZero():
		return "not given"
	case d.DayOnly:
		return d.String()
	default:
		return moment(d.Time, zone)
	}
}
