package main

import (
	"bufio"
	"fmt"
	"io"

	"newsarchive/internal/archive"
	"newsarchive/internal/format"
	"newsarchive/internal/terminal"
)

// timeline prints a timeline in the form that was asked for.
func (a *app) timeline(line archive.Timeline, o timelineOptions) error {
	var total int64
	for i, s := range line.Series {
		if s.Total == 0 && o.format != "json" {
			a.note("nothing found of %s", format.OrEverything(line.Series[i].Query))
		}
		total += s.Total
	}
	w := bufio.NewWriter(a.out)
	var err error
	switch {
	case o.format == "json":
		err = format.WriteTimelineJSON(w, line)
	case o.format == "svg":
		err = format.WriteChart(w, line, o.share)
	case len(line.Series[0].Points) == 0:
	case o.format != "table" || !a.out.Terminal:
		err = format.WriteRows(w, format.TimelineFields(), format.TimelineRows(line), format.Options{Format: o.format, SafeCSV: o.safeCSV})
	case o.explain:
		err = explainPoints(w, line)
	default:
		return a.drawTimeline(line, o.share)
	}
	if err != nil {
		return err
	}
	return w.Flush()
}

// explainPoints prints each count with the query that finds its stories,
// uncut, so that it can be copied.
func explainPoints(w io.Writer, line archive.Timeline) error {
	for i := range line.Series[0].Points {
		for _, s := range line.Series {
			p := s.Points[i]
			if p.Stories == 0 {
				continue
			}
			if _, err := fmt.Fprintf(w, "%-10s  %6d  %s\n", p.Period, p.Stories, terminal.Clean(p.Find)); err != nil {
				return err
			}
		}
	}
	return nil
}
