package main

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"newsarchive/internal/news"
)

// show prints a story for a person: text that reads the same in a pipe.
func showText(out *stream, doc shown, zone *time.Location) error {
	w := &lines{stream: out}
	st := doc.Story
	w.wrap("", out.style(bold, clean(st.Title)))
	w.field("publisher", st.Publisher)
	w.field("site", st.Site)
	w.field("date", dateOf(st, zone))
	w.field("author", st.Author)
	if st.Link != "" {
		w.print(w.style(dim, "link        ") + clean(st.Link)) // whole, to be copied
	}
	w.field("your tags", strings.Join(st.Tags, ", "))
	w.field("number", strconv.FormatInt(st.ID, 10))
	if doc.SameAs != 0 {
		w.field("note", fmt.Sprintf("published again under other addresses; kept as story %d", doc.SameAs))
	}
	w.field("first seen", moment(st.FirstSeen, zone))
	for _, it := range doc.Items {
		w.item(it, st.ID, zone)
		w.revisions(doc.Revisions, it, zone)
	}
	if text := readable(doc); text != "" {
		w.print("")
		for line := range strings.SplitSeq(text, "\n") {
			w.wrap("", clean(line))
		}
	}
	for _, t := range otherTexts(doc) {
		w.print("")
		w.print(w.style(dim, clean(t.Kind)))
		for line := range strings.SplitSeq(t.Plain(), "\n") {
			w.wrap("", clean(line))
		}
	}
	return w.err
}

// dateOf is the date that a story counts as of, and why, where that is not
// the one that it was given.
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
