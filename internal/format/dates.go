package format

import (
	"time"

	"newsarchive/internal/news"
)

// Moment formats an instant in a zone, to the minute.
func Moment(t time.Time, zone *time.Location) string {
	return t.In(zone).Format("2006-01-02 15:04")
}

// DateIn formats a date in a zone; a date without a time is a day.
func DateIn(d news.Date, zone *time.Location) string {
	switch {
	case d.IsZero():
		return "not given"
	case d.DayOnly:
		return d.String()
	default:
		return Moment(d.Time, zone)
	}
}
