package main

import (
	"time"

	"newsarchive/internal/format"
	"newsarchive/internal/news"
)

// moment formats an instant in a zone, to the minute.
func moment(t time.Time, zone *time.Location) string { return format.Moment(t, zone) }

// dateIn formats a date in a zone; a date without a time is a day.
func dateIn(d news.Date, zone *time.Location) string { return format.DateIn(d, zone) }
