package main

import (
	"cmp"
	"fmt"
	"strconv"
	"time"

	"newsarchive/store"
)

// inWords describes an event; the table has its time and feed.
func inWords(e store.Event, zone *time.Location) string {
	by := e.Title
	if e.Publisher != "" {
		by += " — " + e.Publisher
	}
	switch e.Kind {
	case store.EventItem:
		if e.Count > 1 {
			by += ", and " + plural(e.Count-1, "story more", "stories more")
		}
		return by
	case store.EventContinued:
		if e.Was != "" && e.Was != e.Title {
			return fmt.Sprintf("%s; continues item %d, whose lead was: %s", by, e.Other, e.Was)
		}
		return fmt.Sprintf("%s; continues item %d", by, e.Other)
	case store.EventGone:
		if e.Count > 1 {
			by += ", with all its " + plural(e.Count, "story", "stories")
		}
		return by
	case store.EventLead:
		return fmt.Sprintf("%s; before: %s", by, e.Was)
	case store.EventHeadline:
		return fmt.Sprintf("%s → %s", e.Was, e.Title)
	case store.EventEdited:
		return edited(e)
	case store.EventText:
		return "its text was read: " + by
	case store.EventRetold:
		return fmt.Sprintf("its text changed, version %d: %s", e.Count, by)
	case store.EventNoText:
		return "its page brought no text, " + e.Was + ": " + by
	case store.EventPageGone:
		return "its page is gone: " + by
	case store.EventSame:
		return fmt.Sprintf("%s; is the same as story %d", by, e.Other)
	case store.EventFailing:
		text := plural(e.Count, "fetch failed", "fetches failed in a row")
		if e.Count > 1 {
			text += ", until " + moment(e.Last, zone)
		}
		return text + ": " + cmp.Or(e.Error, "no reason is known")
	case store.EventRecovered:
		return "after " + plural(e.Count, "fetch that failed", "fetches that failed")
	}
	return by
}

// edited describes an edit: the old and new value, or the sizes of long ones.
func edited(e store.Event) string {
	if e.Field == "summary" || e.Field == "content" {
		return fmt.Sprintf("%s: %s → %s", e.Field, plural(len(e.Was), "byte", "bytes"), plural(len(e.Title), "byte", "bytes"))
	}
	return fmt.Sprintf("%s: %s → %s", e.Field, e.Was, e.Title)
}

// number formats an id; 0 is empty.
func number(n int64) string {
	if n == 0 {
		return ""
	}
	return strconv.FormatInt(n, 10)
}

// utc formats an instant for programs (RFC 3339, UTC).
func utc(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format(time.RFC3339)
}
