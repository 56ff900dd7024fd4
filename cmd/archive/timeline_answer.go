package main

import (
	"bufio"
	"fmt"
	"io"
	"strconv"

	"newsarchive/internal/archive"
	"newsarchive/internal/format"
	"newsarchive/internal/terminal"
)

// timeline prints a timeline in the form that was asked for.
func (a *app) timeline(line archive.Timeline, o timelineOptions) error {
	var total int64
	for i, s := range line.Series {
		if s.Total == 0 && o.format != "json" {
			a.note("nothing found of %s", orEverything(line.Series[i].Query))
		}
		total += s.Total
	}
	w := bufio.NewWriter(a.out)
	var err error
	switch {
	case o.format == "json":
		err = format.WriteJSON(w, struct {
			format.Header
			archive.Timeline
			TookMS float64 `json:"took_ms"`
		}{format.NewHeader(), line, float64(line.Took.Microseconds()) / 1000})
	case o.format == "svg":
		err = writeChart(w, line, o.share)
	case len(line.Series[0].Points) == 0:
	case o.format != "table" || !a.out.Terminal:
		err = format.WriteRows(w, timelineFields(), timelineRows(line), format.Options{Format: o.format, SafeCSV: o.safeCSV})
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

func orEverything(query string) string {
	if query == "" {
		return "anything"
	}
	return query
}

func timelineFields() []string {
	return []string{"query", "period", "stories", "clusters", "share", "gap", "story", "headline", "find"}
}

// timelineRows are the records of a timeline: a query's number, a period, its
// counts, its gaps, and for a peak the story that represents it.
func timelineRows(line archive.Timeline) (rows [][]string) {
	for i := range line.Series[0].Points {
		for q, s := range line.Series {
			p := s.Points[i]
			story := ""
			if p.Story > 0 {
				story = strconv.FormatInt(p.Story, 10)
			}
			rows = append(rows, []string{
				strconv.Itoa(q + 1), p.Period, strconv.FormatInt(p.Stories, 10), strconv.FormatInt(p.Clusters, 10),
				strconv.FormatFloat(p.Share, 'f', 6, 64), p.Gap, story, terminal.Clean(p.Headline), terminal.Clean(p.Find),
			})
		}
	}
	return rows
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
