package post

import (
	"time"

	"newsarchive/internal/news"
)

// readDate parses a date as Hugo does: the forms of YAML, TOML (RFC 3339) and
// mail (RFC 5322), and a few written ones. A clock time without a zone is in
// UTC. Any other text gives the zero Date.
func readDate(raw string) news.Date {
	for _, layout := range []string{time.DateOnly, "2006/01/02", "2 Jan 2006", "2 January 2006", "January 2, 2006", "Jan 2, 2006"} {
		if t, err := time.Parse(layout, raw); err == nil {
			return news.Day(t.Date())
		}
	}
	for _, layout := range []string{
		time.RFC3339,
		"2006-01-02T15:04:05",
		"2006-01-02T15:04:05-0700",
		"2006-01-02T15:04Z07:00",
		"2006-01-02T15:04",
		"2006-01-02t15:04:05Z07:00",
		"2006-1-2T15:4:5Z07:00",
		"2006-01-02 15:04:05",
		"2006-01-02 15:04:05Z07:00",
		"2006-01-02 15:04:05 Z07:00",
		"2006-01-02 15:04:05 -0700",
		"2006-01-02 15:04:05 -0700 MST",
		"2006-01-02 15:04",
		time.RFC1123Z,
		time.RFC1123,
		"Mon, 2 Jan 2006 15:04:05 -0700",
		time.RFC850,
		time.UnixDate,
		time.ANSIC,
	} {
		if t, err := time.Parse(layout, raw); err == nil {
			return news.Instant(t)
		}
	}
	return news.Date{}
}
