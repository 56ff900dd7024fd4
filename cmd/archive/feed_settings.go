package main

import (
	"time"

	"newsarchive/internal/news"
	"newsarchive/internal/terminal"
)

// feedSettings prints how a feed is asked for, and what of it is not stored.
func (a *app) feedSettings(w *terminal.Lines, doc feedReport, zone *time.Location) {
	w.Field("access", doc.Access.String())
	if doc.AccessUnknown != "" {
		w.Field("access", "not known: "+doc.AccessUnknown)
	}
	if most := doc.Feed.State.MaxBytes; most > 0 {
		w.Field("max size", a.out.Size(most))
	}
	for _, r := range doc.Feed.State.Skip {
		w.Field("skip", skipWords(r, zone))
	}
}

// skipWords says what a rule has left out.
func skipWords(r news.SkipRule, zone *time.Location) string {
	if r.Items == 0 {
		return r.Rule + ": nothing left out yet"
	}
	return r.Rule + ": " + plural(r.Items, "item", "items") + " left out, the last on " + moment(r.Last, zone) + ": " + r.Example
}
