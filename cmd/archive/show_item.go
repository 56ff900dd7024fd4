package main

import (
	"strconv"
	"strings"
	"time"

	"newsarchive/internal/format"
	"newsarchive/internal/news"
	"newsarchive/internal/terminal"
)

// printItem prints one item that links the story, with the stories beside it.
func printItem(w *terminal.Lines, it news.Item, story int64, zone *time.Location) {
	w.Print("")
	head := "from " + terminal.Clean(it.Feed.Label())
	if !it.Published.IsZero() {
		head += " · " + dateIn(it.Published, zone)
	}
	if it.Continues != 0 {
		head += " · continues an earlier item"
	}
	until := format.Ended(it)
	if !until.IsZero() {
		head += " · gone since " + moment(until, zone)
	}
	w.Wrap("", w.Style(terminal.Cyan, head))
	w.Field("tags", strings.Join(it.Tags, ", "))
	for _, f := range format.MoreOf(it, zone) {
		w.Field(f[0], f[1])
	}
	if len(it.Stories) < 2 && !it.Cluster {
		return
	}
	for _, st := range it.Stories {
		title := st.Title
		if st.Appearances[len(st.Appearances)-1].Title != "" {
			title = st.Appearances[len(st.Appearances)-1].Title
		}
		mark := "  "
		if st.ID == story {
			mark = w.Style(terminal.Green, "▸ ")
		}
		w.Wrap("    ", mark+terminal.Clean(title)+w.Style(terminal.Dim, " — "+terminal.Clean(st.Publisher)+format.Appearances(st.Appearances, it.FirstSeen, until, zone)+" #"+strconv.FormatInt(st.ID, 10)))
	}
}

// printRevisions prints what was edited in an item.
func printRevisions(w *terminal.Lines, all []news.Revision, it news.Item, zone *time.Location) {
	for _, v := range all {
		if v.Item != it.ID || v.Story == 0 && v.Field == "title" && it.Cluster {
			continue // it repeats the headline of the lead
		}
		value := terminal.Clean(v.Value)
		if v.Field == "summary" || v.Field == "content" {
			value = plural(len(v.Value), "byte", "bytes") + " of text"
		}
		w.Wrap("    ", w.Style(terminal.Yellow, "  until "+moment(v.Replaced, zone)+" the "+v.Field+" was: ")+value)
	}
}
