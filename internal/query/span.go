package query

import (
	"strings"
	"time"
)

// Unit is a unit of the calendar.
type Unit int

// The units. NoUnit is for a range that is no unit.
const (
	NoUnit Unit = iota
	Second
	Minute
	Day
	Week // Monday to Sunday, as in ISO 8601
	Month
	Year
)

// Span is the half-open interval [From, To). An open end is the zero time.
type Span struct {
	From, To time.Time
	Unit     Unit
}

// Since parses the date of a --since and returns the beginning of its span. The
// error, if any, is an *[Error].
func Since(s string, opts Options) (time.Time, error) {
	span, err := plainError(newCalendar(opts).compare(">=", s))
	return span.From, err
}

// plainError converts a *Error to an error; a nil one becomes nil.
func plainError(span Span, err *Error) (Span, error) {
	if err != nil {
		return Span{}, err
	}
	return span, nil
}

// calendar reads dates relative to a day in a zone.
type calendar struct {
	today     time.Time // a calendar day
	zone      *time.Location
	clockZone *time.Location
	notes     *[]string // what was read in one of several ways
}

func newCalendar(opts Options) calendar {
	opts = opts.withDefaults()
	return calendar{dayOf(opts.Now, opts.Zone), opts.Zone, opts.ClockZone, new([]string)}
}

// around returns the unit that contains a day.
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

// days returns the span from one calendar day up to, and not including, another.
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
	if day, ok := c.relative(word); ok {
		return c.around(day, Day), nil
	}
	if span, ok, err := c.written(s, word); ok || err != nil {
		return span, err
	}
	if span, ok, err := c.slashed(s, word); ok || err != nil {
		return span, err
	}
	return c.numeric(s, word)
}
