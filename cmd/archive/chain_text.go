package main

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"newsarchive/internal/news"
	"newsarchive/internal/terminal"

	"newsarchive/internal/archive"
	"newsarchive/store"
)

// maxDays is the longest event, in days, that is counted by day; longer ones
// are counted by month.
const maxDays = 31

// event prints an event on a terminal.
func (a *app) event(e archive.Event, o chainOptions) error {
	w := &terminal.Lines{Stream: a.out}
	w.Wrap("", w.Style(terminal.Bold, strings.Join([]string{
		plural(len(e.Stories), "story", "stories"), plural(len(e.Publishers), "publisher", "publishers"),
		plural(len(e.Feeds), "feed", "feeds"), plural(len(e.Chains), "chain", "chains"),
	}, ", "))+", "+moment(e.First, o.zone)+" to "+moment(e.Last, o.zone))
	if e.Cut {
		w.Wrap("", w.Style(terminal.Yellow, "the event goes on in further chains that are not shown"))
	}
	w.Wrap("  ", first(e))

	w.Print("")
	w.Print(w.Style(terminal.Dim, "publishers, by their first story"))
	for _, p := range e.Publishers[:min(o.size, len(e.Publishers))] {
		w.Wrap("    ", "  "+w.Style(terminal.Green, terminal.Clean(p.Name))+w.Style(terminal.Dim, " "+plural(p.Stories, "story", "stories")+", "+delay(p.Delay)+" #"+strconv.FormatInt(p.First, 10)))
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

// first names the first publisher, or those that may have been.
func first(e archive.Event) string {
	if len(e.Publishers) == 0 {
		return "cannot tell which publisher was first: no story has one"
	}
	name := terminal.Clean(e.Publishers[0].Name)
	var also []string
	var next *archive.Publisher
	for i, p := range e.Publishers[1:] {
		switch {
		case p.Delay.Delay == 0 || p.Known && p.Least <= 0:
			also = append(also, terminal.Clean(p.Name))
		case next == nil:
			next = &e.Publishers[1+i]
		}
	}
	text := name + " was first"
	switch {
	case len(e.Publishers) == 1:
		text = "only " + name + " wrote about it"
	case len(also) > 4:
		text = "cannot tell which was first: " + name + " and " + plural(len(also), "other", "others") + " came between the same two fetches"
	case len(also) > 0:
		text = "cannot tell which was first: " + name + ", or " + strings.Join(also, ", ") + ", which may have come before it, between two fetches"
	}
	if next != nil {
		text += "; " + terminal.Clean(next.Name) + " followed " + delay(next.Delay)
	}
	return text
}

// delay is a delay in words, with its range.
func delay(d archive.Delay) string {
	switch {
	case d.Delay == 0 && d.Most == 0:
		return "first"
	case !d.Known && d.Delay == 0:
		return "at the same time"
	case !d.Known:
		return long(d.Delay) + " later (the time between fetches is not known)"
	case d.Delay == 0:
		return "at the same time, give or take " + long(d.Most)
	}
	return fmt.Sprintf("%s later (%s to %s)", long(d.Delay), long(max(0, d.Least)), long(d.Most))
}

// long formats a duration: 40m, 3h 20m, 2d 4h.
func long(s news.Seconds) string {
	d := time.Duration(s).Round(time.Second)
	day := 24 * time.Hour
	switch {
	case d >= day:
		return strings.TrimSuffix(fmt.Sprintf("%dd %dh", d/day, d%day/time.Hour), " 0h")
	case d >= time.Hour:
		return strings.TrimSuffix(fmt.Sprintf("%dh %dm", d/time.Hour, d%time.Hour/time.Minute), " 0m")
	case d >= time.Minute:
		return fmt.Sprintf("%dm", d/time.Minute)
	}
	return fmt.Sprintf("%ds", d/time.Second)
}

// printPerDay draws the stories of each day, or of each month of a long event, as
// bars.
func printPerDay(w *terminal.Lines, days []store.Value) {
	unit := "day"
	if len(days) > maxDays {
		unit, days = "month", byMonth(days)
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

func byMonth(days []store.Value) (months []store.Value) {
	for _, d := range days {
		month := d.Value[:min(7, len(d.Value))]
		if n := len(months); n > 0 && months[n-1].Value == month {
			months[n-1].Count += d.Count
			continue
		}
		months = append(months, store.Value{Value: month, Count: d.Count})
	}
	return months
}
