package query

import (
	"strings"
	"time"
)

// Unit is a unit of the calendar.
type Unit int

// The units. NoUnit is that of a range with ends of its own.
const (
	NoUnit Unit = iota
	Second
	Minute
	Day
	Week // Monday to Sunday, as in ISO 8601
	Month
	Year
)

// Span is the half-open time [From, To). In a range that is open, that end is
// zero.
type Span struct {
	From, To time.Time
	Unit     Unit
}

// ParseDate reads one date of any form: 2026, 2026-01, 2026-W03, 2026-01-14,
// 2026-01-14T09:30, jan, "january 2026", today, monday, last-week, 7d. It is
// the whole span of its unit. The error, if any, is an *[Error].
func ParseDate(s string, opts Options) (Span, error) {
	return reveal(newCalendar(opts).date(s))
}

// ParseRange reads what may stand after date: a date, a..b, a.., ..b, >a, >=a,
// <a or <=a. The error, if any, is an *[Error].
func ParseRange(s string, opts Options) (Span, error) {
	return reveal(newCalendar(opts).dateRange(s))
}

// Since reads the date of a --since: the beginning of its span.
func Since(s string, opts Options) (time.Time, error) {
	span, err := reveal(newCalendar(opts).compare(">=", s))
	return span.From, err
}

// Until reads the date of an --until: the end of its span, which is no longer
// part of it.
func Until(s string, opts Options) (time.Time, error) {
	span, err := reveal(newCalendar(opts).compare("<=", s))
	return span.To, err
}

// reveal makes a plain error of one that knows its type.
func reveal(span Span, err *Error) (Span, error) {
	if err != nil {
		return Span{}, err
	}
	return span, nil
}

// SpanOf returns the day, week, month or year that holds an instant in the
// zone. The next one is that of its To.
func SpanOf(t time.Time, unit Unit, zone *time.Location) Span {
	return calendar{zone: zone}.around(dayOf(t, zone), unit)
}

// calendar reads dates as seen from a day in a zone.
type calendar struct {
	today     time.Time // a calendar day
	zone      *time.Location
	clockZone *time.Location
}

func newCalendar(opts Options) calendar {
	opts = opts.withDefaults()
	return calendar{dayOf(opts.Now, opts.Zone), opts.Zone, opts.ClockZone}
}

// around is the unit that holds a day.
func (c calendar) around(day time.Time, unit Unit) Span {
	switch y, m, _ := day.Date(); unit {
	case Year:
		return c.days(civil(y, time.January, 1), civil(y+1, time.January, 1), unit)
	case Month:
		return c.days(civil(y, m, 1), civil(y, m+1, 1), unit)
	case Week:
		return c.days(monday(day), monday(day).AddDate(0, 0, 7), unit)
	default:
		return c.days(day, day.AddDate(0, 0, 1), Day)
	}
}

// days is the span from one calendar day up to, not including, another.
func (c calendar) days(from, to time.Time, unit Unit) Span {
	return Span{dayStart(from, c.zone), dayStart(to, c.zone), unit}
}

// date reads one date.
func (c calendar) date(s string) (Span, *Error) {
	word := strings.ToLower(strings.TrimSpace(s))
	if span, ok := c.named(word); ok {
		return span, nil
	}
	if first, unit, ok := c.ago(word); ok {
		if first.Year() < minYear {
			return Span{}, wrongDate(s, "", "%s reaches back before the year %d", s, minYear)
		}
		return c.days(first, c.today.AddDate(0, 0, 1), unit), nil
	}
	return c.numeric(s, word)
}
