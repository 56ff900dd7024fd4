package main

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"newsarchive/internal/news"
	"newsarchive/internal/terminal"
)

// show prints a story for a person: text that reads the same in a pipe.
func showText(out *terminal.Stream, doc shown, zone *time.Location) error {
	w := &terminal.Lines{Stream: out}
	st := doc.Story
	w.Wrap("", out.Style(terminal.Bold, terminal.Clean(st.Title)))
	w.Field("publisher", st.Publisher)
	w.Field("site", st.Site)
	w.Field("date", doc.date(zone))
	w.Field("author", st.Author)
	if st.Link != "" {
		w.Print(w.Style(terminal.Dim, "link        ") + terminal.Clean(st.Link)) // whole, to be copied
	}
	w.Field("your tags", strings.Join(st.Tags, ", "))
	w.Field("your marks", doc.marks(zone))
	w.Field("number", strconv.FormatInt(st.ID, 10))
	if doc.SameAs != 0 {
		w.Field("note", fmt.Sprintf("published again under other addresses; kept as story %d", doc.SameAs))
	}
	w.Field("first seen", moment(st.FirstSeen, zone))
	w.Field("text", doc.textLine(zone))
	for _, it := range doc.Items {
		printItem(w, it, st.ID, zone)
		printRevisions(w, doc.Revisions, it, zone)
	}
	if text := readable(doc); text != "" {
		w.Print("")
		for line := range strings.SplitSeq(text, "\n") {
			w.Wrap("", terminal.Clean(line))
		}
	}
	for _, t := range otherTexts(doc) {
		w.Print("")
		w.Print(w.Style(terminal.Dim, terminal.Clean(t.Kind)))
		for line := range strings.SplitSeq(t.Plain(), "\n") {
			w.Wrap("", terminal.Clean(line))
		}
	}
	return w.Err
}

// date is the date that searches use for the story, and whose it is.
func (d shown) date(zone *time.Location) string {
	date := dateOf(d.Story, zone)
	if d.Text != nil && !d.Text.Published.IsZero() && d.Text.Published == d.Story.Published && d.Story.Published.String() == d.Story.Effective.String() {
		date += " (as its page says)"
	}
	return date
}

// dateOf is the date that searches use for a story, with the reason where the
// story's own date differs.
func dateOf(st news.Story, zone *time.Location) string {
	date := dateIn(st.Effective, zone)
	switch {
	case st.Published.IsZero():
		return date + " (when it was first seen; it gives no date)"
	case st.Effective.String() != st.Published.String():
		return date + " (when it was first seen; the date it gives, " + dateIn(st.Published, zone) + ", lay in the future)"
	}
	return date
}

// readable returns the story's text: its page's, else what the newest item of
// the feed that told of it first says, else what another does.
func readable(doc shown) string {
	if doc.Story.Text != "" {
		return doc.Story.Text
	}
	text := ""
	for _, it := range doc.Items {
		if it.Text != "" && (text == "" || it.Feed.ID == doc.Items[0].Feed.ID) {
			text = it.Text
		}
	}
	return text
}
