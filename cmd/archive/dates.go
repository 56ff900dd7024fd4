package main

import (
	"time"

	"newsarchive/internal/news"
)

// moment is an instant as a person reads it, in the archive's zone.
func moment(t time.Time, zone *time.Location) string {
	return t.In(zone).Format("2006-01-02 15:04")
}

// dateIn is a date as a person reads it: a day stays a day.
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
