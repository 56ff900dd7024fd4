package main

import (
	"fmt"
	"strconv"
	"strings"

	"newsarchive/internal/format"
	"newsarchive/internal/terminal"

	"newsarchive/internal/archive"
	"newsarchive/store"
)

// maxDays is the longest event, in days, that is counted by day; longer ones
// are counted by month.
const maxDays = 31

// event prints an event on a terminal.
func (a *app) event(e archive.Event, o eventOptions) error {
	w := &terminal.Lines{Stream: a.out}
	w.Wrap("", w.Style(terminal.Bold, strings.Join([]string{
		"event " + strconv.FormatInt(e.Number, 10) + ": " + plural(e.Total, "story", "stories"), plural(len(e.Publishers), "publisher", "publishers"),
		plural(len(e.Feeds), "feed", "feeds"),
	}, ", "))+", "+moment(e.First, o.zone)+" to "+moment(e.Last, o.zone))
	if e.Cut {
		w.Wrap("", w.Style(terminal.Yellow, "of the event, only the latest stories are shown"))
	}
	w.Wrap("  ", format.EventFirst(e))

	w.Print("")
	w.Print(w.Style(terminal.Dim, "publishers, by their first story"))
	for _, p := range e.Publishers[:min(o.size, len(e.Publishers))] {
		w.Wrap("    ", "  "+w.Style(terminal.Green, terminal.Clean(p.Name))+w.Style(terminal.Dim, " "+plural(p.Stories, "story", "stories")+", "+format.DelayWords(p.Delay)+" #"+strconv.FormatInt(p.First, 10)))
	}
	printMore(w, len(e.Publishers)-o.size)

	w.Print("")
	w.Print(w.Style(terminal.Dim, "headlines that led"))
	for _, l := range e.Leads[:min(o.size, len(e.Leads))] {
		until := "now"
		if !l.Until.IsZero() {
			until = moment(l.Until, o.zone)
		}
		w.Wrap("    ", "  "+w.Style(terminal.Cyan, moment(l.From, o.zone)+" to "+until)+" "+terminal.Clean(l.Title)+w.Style(terminal.Dim, " — "+terminal.Clean(l.Publisher)+" · "+terminal.Clean(l.Feed)))
	}
	printMore(w, len(e.Leads)-o.size)

	w.Print("")
	printPerDay(w, e.Days)

	w.Print("")
	w.Print(w.Style(terminal.Dim, "stories, as they were seen"))
	for _, st := range e.Stories[:min(o.size, len(e.Stories))] {
		w.Wrap("    ", "  "+w.Style(terminal.Cyan, moment(st.Seen, o.zone))+" "+terminal.Clean(st.Title)+w.Style(terminal.Dim, " — "+terminal.Clean(st.Publisher)+" #"+strconv.FormatInt(st.ID, 10)))
	}
	printMore(w, len(e.Stories)-o.size)
	return w.Err
}

func printMore(w *terminal.Lines, n int) {
	if n > 0 {
		w.Print(w.Style(terminal.Dim, fmt.Sprintf("  and %d more; -n shows more, a pipe has all", n)))
	}
}

// printPerDay draws the stories of each day, or of each month of a long event, as
// bars.
func printPerDay(w *terminal.Lines, days []store.Value) {
	unit := "day"
	if len(days) > maxDays {
		unit, days = "month", format.ByMonth(days)
	}
	maxCount, widest := 1, 1
	for _, d := range days {
		maxCount, widest = max(maxCount, d.Count), max(widest, len(strconv.Itoa(d.Count)))
	}
	w.Print(w.Style(terminal.Dim, "stories a "+unit))
	room := max(1, min(50, w.Width-len("  2026-01-14  ")-widest-1))
	for _, d := range days {
		bar := strings.Repeat("█", max(1, d.Count*room/maxCount))
		w.Print("  " + fmt.Sprintf("%-10s", d.Value) + "  " + w.Style(terminal.Cyan, bar) + " " + strconv.Itoa(d.Count))
	}
}
