package main

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"newsarchive/internal/archive"
	"newsarchive/internal/chronology"
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
		err = format.WriteJSON(a.out, struct {
			format.Header
			archive.KeyDates
			TookMS float64 `json:"took_ms"`
		}{format.NewHeader(), dates, float64(dates.Took.Microseconds()) / 1000})
	case len(dates.Dates) == 0:
		a.note("nothing found of %s", orEverything(dates.Query))
	case o.format != "table" || !a.out.Terminal:
		err = format.WriteRows(a.out, keyFields(), keyRows(dates), format.Options{Format: o.format, SafeCSV: o.safeCSV})
	default:
		err = a.chronology(dates, o.explain)
	}
	if err == nil && o.exitCode && dates.Total == 0 {
		return errNothing
	}
	return err
}

func keyFields() []string {
	return []string{"date", "story", "headline", "publisher", "second", "stories", "score", "why", "find"}
}

// keyRows are the records of key dates.
func keyRows(dates archive.KeyDates) (rows [][]string) {
	for _, d := range dates.Dates {
		row := []string{d.Date, "", "", "", "", strconv.FormatInt(d.Stories, 10), fmt.Sprintf("%.3f", d.Score), why(d), terminal.Clean(d.Find)}
		for i, h := range d.Headlines {
			if i == 0 {
				row[1], row[2], row[3] = strconv.FormatInt(h.ID, 10), terminal.Clean(h.Title), terminal.Clean(h.Publisher)
			} else {
				row[4] = terminal.Clean(h.Title)
			}
		}
		rows = append(rows, row)
	}
	return rows
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
			w.Wrap(indent, indent+w.Style(terminal.Dim, why(d)))
			w.Print(indent + w.Style(terminal.Dim, terminal.Clean(d.Find)))
		}
	}
	w.Wrap("", w.Style(terminal.Dim, fmt.Sprintf("%s of %s in %s", plural(len(dates.Dates), "key date", "key dates"),
		plural(int(dates.Total), "story", "stories"), dates.Took.Round(1e5))))
	return w.Err
}

// why lists the reasons for a key date.
func why(d chronology.KeyDate) string {
	var parts []string
	if d.Stories > 0 {
		text := plural(int(d.Stories), "story", "stories")
		if d.Deviance > 0 {
			text += fmt.Sprintf(" where %.1f are usual (%.1f deviations)", d.BaseRate, d.Deviance)
		}
		parts = append(parts, text)
	} else {
		parts = append(parts, "no story of its own")
	}
	if d.Publishers > 1 {
		parts = append(parts, plural(d.Publishers, "publisher", "publishers")+" among those looked at")
	}
	if d.ChainDays > 0 {
		parts = append(parts, "a chain of "+plural(d.ChainDays+1, "day", "days"))
	}
	if d.Begins >= 1 {
		parts = append(parts, fmt.Sprintf("its new words stand in %.0f later headlines more than expected", d.Begins))
	}
	if d.Fresh > 0 {
		parts = append(parts, plural(int(d.Fresh), "fresh sentence speaks", "fresh sentences speak")+" of it")
	}
	if d.Later > 0 {
		parts = append(parts, plural(int(d.Later), "later one refers", "later ones refer")+" back to it, on "+plural(int(d.LaterDays), "day", "days"))
	}
	return strings.Join(parts, "; ")
}
