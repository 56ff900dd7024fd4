// Package dates reads the dates that feeds and pages write. It does no I/O.
package dates

import (
	"strconv"
	"strings"
	"time"

	"newsarchive/internal/news"
)

// Parse parses a date in any layout that feeds and pages use: RFC 822, 850,
// 1123, 5322 and 3339, ISO 8601 with its weeks and ordinal days, asctime, Unix
// seconds, and what blog software of many languages makes of them. Names of
// months are known in the larger European languages; weekdays and words
// around the numbers are skipped. The caller decodes references (&#43;).
//
// A time without a zone is taken as UTC, one in Korean as Korea's; a zone may
// be a place, Europe/Berlin. A date without a time is a day.
// It returns the zero Date for text that is no valid date, that names no day
// (a month, a year) or is ambiguous (03/04/2005), and for the year 1 and Unix
// time 0, which programs write for a missing date.
func Parse(raw string) news.Date {
	s := strings.Join(strings.Fields(westernDigits(raw)), " ")
	s, zone := bracketed(s)
	if len(s) < 6 || len(s) > 200 {
		return news.Date{}
	}
	if d, ok := parseUnix(s); ok {
		return d
	}
	if len(s) > 12 && s[2] == '/' && s[6] == '/' && s[11] == ':' { // 14/Jan/2026:09:40:00, of a server's log
		s = s[:11] + " " + s[12:]
	}
	s, korean := eastern(s)
	m, ok := parseISO(s)
	if !ok {
		m, ok = parseWords(s)
	}
	if !ok {
		return news.Date{}
	}
	if korean && !m.zoned {
		m.offset = 9 * 3600 // dates in Korean are Korea's
	}
	if m.location == nil {
		m.location = zone
	}
	return m.date()
}

// moment is a date in parts, as far as they are known.
type moment struct {
	year, month, day  int
	hour, minute, sec int
	clock             bool           // there is a time of day
	offset            int            // seconds east of UTC
	zoned             bool           // there is a zone
	location          *time.Location // it was named by a place, such as Europe/Berlin
	afternoon         bool           // "pm", or its like
	forenoon          bool
	hourAlone         string // a number behind the day, which "pm" may make an hour
}

// date checks the parts against calendar and clock.
func (m moment) date() news.Date {
	if m.month < 1 || m.month > 12 || m.day < 1 || m.year < 0 {
		return news.Date{}
	}
	midnight := time.Date(m.year, time.Month(m.month), m.day, 0, 0, 0, 0, time.UTC)
	if midnight.Day() != m.day {
		return news.Date{} // the 31st of June
	}
	if !m.clock {
		return news.Day(midnight.Date())
	}
	switch {
	case m.afternoon && m.hour < 12:
		m.hour += 12
	case m.forenoon && m.hour == 12:
		m.hour = 0
	}
	if m.hour > 24 || m.minute > 59 || m.sec > 60 || m.hour == 24 && m.minute+m.sec > 0 {
		return news.Date{}
	}
	if m.location != nil && !m.zoned {
		return news.Instant(time.Date(m.year, time.Month(m.month), m.day, m.hour, m.minute, m.sec, 0, m.location))
	}
	seconds := m.hour*3600 + m.minute*60 + m.sec - m.offset
	return news.Instant(midnight.Add(time.Duration(seconds) * time.Second))
}

// parseUnix reads seconds, or milliseconds, since 1970.
func parseUnix(s string) (news.Date, bool) {
	if whole, fraction, ok := strings.Cut(s, "."); ok && len(whole) == 10 && digits(fraction) {
		s = whole
	}
	if len(s) != 10 && len(s) != 13 || !digits(s) {
		return news.Date{}, false
	}
	n, err := strconv.ParseInt(s, 10, 64)
	if err != nil {
		return news.Date{}, false
	}
	if len(s) == 13 {
		n /= 1000
	}
	return news.Instant(time.Unix(n, 0)), true
}

func digits(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s != ""
}

// fullYear completes a year of two digits (RFC 2822 section 4.3).
func fullYear(year, width int) int {
	switch {
	case width > 2:
		return year
	case year < 50:
		return 2000 + year
	default:
		return 1900 + year
	}
}
