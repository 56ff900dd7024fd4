package format

import (
	"fmt"
	"io"
	"strings"
	"time"

	"newsarchive/internal/archive"
	"newsarchive/internal/news"
	"newsarchive/internal/terminal"
	"newsarchive/store"
)

// EventDoc is an event for programs.
type EventDoc struct {
	Header
	archive.Event
}

// WriteEventJSON writes an event as one JSON document.
func WriteEventJSON(w io.Writer, e archive.Event) error {
	return WriteJSON(w, EventDoc{NewHeader(), e})
}

// EventFirst names the first publisher, or those that may have been.
func EventFirst(e archive.Event) string {
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
		text = "cannot tell which was first: " + name + " and " + Plural(len(also), "other", "others") + " came between the same two fetches"
	case len(also) > 0:
		text = "cannot tell which was first: " + name + ", or " + strings.Join(also, ", ") + ", which may have come before it, between two fetches"
	}
	if next != nil {
		text += "; " + terminal.Clean(next.Name) + " followed " + DelayWords(next.Delay)
	}
	return text
}

// DelayWords is a delay in words, with its range.
func DelayWords(d archive.Delay) string {
	switch {
	case d.First:
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

// ByMonth adds up counts of days.
func ByMonth(days []store.Value) (months []store.Value) {
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
