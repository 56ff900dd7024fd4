package main

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"newsarchive/internal/archive"
	"newsarchive/internal/format"
	"newsarchive/internal/terminal"
)

// keyDates prints the key dates of a topic.
func (a *app) keyDates(ctx context.Context, ar *archive.Archive, o timelineOptions, done func()) error {
	n, _ := strconv.Atoi(o.key) //nolint:errcheck // it was checked; auto is 0
	dates, err := ar.KeyDates(ctx, o.Question, n, o.Progress)
	done()
	if err != nil {
		return queryError(err)
	}
	a.hints(dates.Hints)
	a.notIndexed(dates.NotIndexed)
	switch {
	case o.format == "json":
		err = format.WriteKeyDatesJSON(a.out, dates)
	case len(dates.Dates) == 0:
		a.note("nothing found of %s", format.OrEverything(dates.Query))
	case o.format != "table" || !a.out.Terminal:
		err = format.WriteRows(a.out, format.KeyFields(), format.KeyRows(dates), format.Options{Format: o.format, SafeCSV: o.safeCSV})
	default:
		err = a.chronology(dates, o.explain)
	}
	if err == nil && o.exitCode && dates.Total == 0 {
		return errNothing
	}
	return err
}

// chronology prints key dates on a terminal: the day, the headlines, and with
// --explain the reasons.
func (a *app) chronology(dates archive.KeyDates, explain bool) error {
	w := terminal.Lines{Stream: a.out}
	indent := strings.Repeat(" ", len("2006-01-02  "))
	if w.Width < narrow {
		indent = "  "
	}
	line := func(text string) { w.Print(ansi.Truncate(text, max(w.Width, 10), "…")) }
	for _, d := range dates.Dates {
		day := w.Style(terminal.Cyan, d.Date)
		for i, h := range d.Headlines {
			title, id := terminal.Clean(h.Title), w.Style(terminal.Dim, "#"+strconv.FormatInt(h.ID, 10))
			publisher := w.Style(terminal.Green, terminal.Clean(h.Publisher))
			switch {
			case w.Width < narrow && i == 0:
				line(day + "  " + id)
				w.Wrap(indent, indent+title)
			case w.Width < narrow:
				w.Wrap(indent, indent+title)
			case i == 0:
				room := w.Width - len(indent) - ansi.StringWidth(publisher) - ansi.StringWidth(id) - 2*len(terminal.Gap)
				line(day + terminal.Gap + w.Style(terminal.Bold, ansi.Truncate(title, max(room, 20), "…")) + terminal.Gap + publisher + terminal.Gap + id)
			default:
				line(indent + title)
			}
		}
		if len(d.Headlines) == 0 {
			line(day)
		}
		if explain {
			w.Wrap(indent, indent+w.Style(terminal.Dim, format.Why(d)))
			w.Print(indent + w.Style(terminal.Dim, terminal.Clean(d.Find)))
		}
	}
	w.Wrap("", w.Style(terminal.Dim, fmt.Sprintf("%s of %s in %s", plural(len(dates.Dates), "key date", "key dates"),
		plural(int(dates.Total), "story", "stories"), dates.Took.Round(1e5))))
	return w.Err
}
