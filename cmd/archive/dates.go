package main

import (
	"time"

	"newsarchive/internal/news"
)

// moment formats an instant in a zone, to the minute.
func moment(t time.Time, zone *time.Location) string {
	return t.In(zone).Format("2006-01-02 15:04")
}

// dateIn formats a date in a zone; a date without a time is a day.
func dateIn(d news.Date, zone *time.Location) string {
	switch {
	case d.IsZero():
		return "not given"
	case d.DayOnly:
		return d.String()
	default:
		return moment(d.Time, zone)
	}
}
