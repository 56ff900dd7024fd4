package main

import (
	"bytes"
	"testing"
	"time"

	"newsarchive/store"
)

// eventsForTests has an event of every kind, with text from outside.
func eventsForTests() []store.Event {
	at := time.Date(2026, 1, 14, 9, 40, 0, 0, time.UTC)
	e := store.Event{At: at, Feed: 1, FeedLabel: "world", Item: 3, Story: 7, Publisher: "Reuters", Title: "Korea \x1b[31mand Japan\tagree", Was: "Korea meets Japan", Count: 3, Other: 2}
	of := func(kind store.EventKind, change func(*store.Event)) store.Event {
		one := e
		one.Kind = kind
		if change != nil {
			change(&one)
		}
		return one
	}
	return []store.Event{
		of(store.EventItem, nil), of(store.EventContinued, nil), of(store.EventGone, nil), of(store.EventJoined, nil), of(store.EventReturned, nil),
		of(store.EventLeft, nil), of(store.EventLead, nil), of(store.EventHeadline, nil), of(store.EventSame, nil), of(store.EventText, nil),
		of(store.EventRetold, func(e *store.Event) { e.Field, e.Was = "text", "" }), of(store.EventPageGone, nil),
		of(store.EventEdited, func(e *store.Event) { e.Field = "author" }),
		of(store.EventEdited, func(e *store.Event) { e.Field = "summary" }),
		of(store.EventImported, func(e *store.Event) { e.Title, e.Publisher = "posts/a.md", "" }),
		of(store.EventAdded, func(e *store.Event) { e.Title, e.Publisher = "https://news.example/rss", "" }),
		of(store.EventFailing, func(e *store.Event) { e.Error, e.Last = "404 not found\nreally", at.Add(time.Hour) }),
		of(store.EventRecovered, nil),
		of(store.EventRetold, func(e *store.Event) { e.Field = "text" }), of(store.EventPageGone, nil),
	}
}

func TestGoldenLog(t *testing.T) {
	for _, g := range []struct {
		name     string
		terminal bool
		width    int
	}{{"log.tsv", false, 80}, {"log-60", true, 60}, {"log-160", true, 160}} {
		var b bytes.Buffer
		a := newApp(nil, &b, &b)
		a.out.Terminal, a.out.Width = g.terminal, g.width
		if err := printEvents(a.out, eventsForTests(), time.UTC); err != nil {
			t.Fatal(err)
		}
		golden(t, g.name, b.Bytes())
	}
}
