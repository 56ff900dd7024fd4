package main

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"newsarchive/internal/format"
	"newsarchive/internal/terminal"
)

// show prints a story for a person: text that reads the same in a pipe.
func showText(out *terminal.Stream, doc format.Story, zone *time.Location) error {
	w := &terminal.Lines{Stream: out}
	st := doc.Story
	w.Wrap("", out.Style(terminal.Bold, terminal.Clean(st.Title)))
	w.Field("publisher", st.Publisher)
	w.Field("site", st.Site)
	w.Field("date", doc.DateLine(zone))
	w.Field("author", st.Author)
	if st.Link != "" {
		w.Print(w.Style(terminal.Dim, "link        ") + terminal.Clean(st.Link)) // whole, to be copied
	}
	w.Field("your tags", strings.Join(st.Tags, ", "))
	w.Field("your marks", doc.Marks(zone))
	w.Field("number", strconv.FormatInt(st.ID, 10))
	if doc.SameAs != 0 {
		w.Field("note", fmt.Sprintf("published again under other addresses; kept as story %d", doc.SameAs))
	}
	w.Field("first seen", moment(st.FirstSeen, zone))
	w.Field("event", doc.EventLine(zone))
	w.Field("text", doc.TextLine(zone))
	for _, it := range doc.Items {
		printItem(w, it, st.ID, zone)
		printRevisions(w, doc.Revisions, it, zone)
	}
	if text := doc.Readable(); text != "" {
		w.Print("")
		for line := range strings.SplitSeq(text, "\n") {
			w.Wrap("", terminal.Clean(line))
		}
	}
	for _, t := range doc.OtherTexts() {
		w.Print("")
		w.Print(w.Style(terminal.Dim, terminal.Clean(t.Kind)))
		for line := range strings.SplitSeq(t.Plain(), "\n") {
			w.Wrap("", terminal.Clean(line))
		}
	}
	return w.Err
}
