package query

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// The years that a date may name.
const minYear, maxYear = 1000, 9000

// numeric reads the dates of ISO 8601: 2026, 2026-01, 2026-W03, 2026-01-14,
// 2026-01-14T09:30. The word is s in lower case.
func (c calendar) numeric(s, word string) (Span, *Error) {
	if day, clock, ok := strings.Cut(word, "t"); ok && len(day) == len("2026-01-14") {
		return c.instant(s, day, clock)
	}
	parts := strings.Split(word, "-")
	y, ok := digits(parts[0], 4)
	if !ok {
		return Span{}, notADate(c, s, word)
	}
	if y < minYear || y > maxYear {
		return Span{}, farYear(s, y)
	}
	switch {
	case len(parts) == 1:
		return c.around(civil(y, time.January, 1), Year), nil
	case len(parts) == 2 && strings.HasPrefix(parts[1], "w"):
		return c.week(s, word, y, parts[1][1:])
	case len(parts) == 2:
		m, err := c.monthNumber(s, word, y, parts[1])
		if err != nil {
			return Span{}, err
		}
		return c.around(civil(y, m, 1), Month), nil
	case len(parts) == 3:
		day, err := c.day(s, word, y, parts[1], parts[2])
		if err != nil {
			return Span{}, err
		}
		if span := c.around(day, Day); span.From.Before(span.To) {
			return span, nil
		}
		return Span{}, wrongDate(s, day.AddDate(0, 0, 1).Format(time.DateOnly), "%s never came in %s", word, c.zone)
	}
	return Span{}, notADate(c, s, word)
}

func (c calendar) week(s, word string, year int, number string) (Span, *Error) {
	n, ok := digits(number, 2)
	if !ok {
		return Span{}, notADate(c, s, word)
	}
	_, last := civil(year, time.December, 28).ISOWeek() // always in the last week
	if n < 1 || n > last {
		return Span{}, wrongDate(s, fmt.Sprintf("%04d-W%02d", year, min(max(n, 1), last)), "%04d has %d weeks", year, last)
	}
	first := monday(civil(year, time.January, 4)) // always in week 1
	return c.around(first.AddDate(0, 0, 7*(n-1)), Week), nil
}

func (c calendar) monthNumber(s, word string, year int, month string) (time.Month, *Error) {
	m, ok := digits(month, 2)
	if !ok {
		return 0, notADate(c, s, word)
	}
	if m < 1 || m > 12 {
		rest := word[len("2026-01"):]
		return 0, wrongDate(s, fmt.Sprintf("%04d-%02d%s", year, min(max(m, 1), 12), rest), "a year has 12 months")
	}
	return time.Month(m), nil
}

func (c calendar) day(s, word string, year int, month, day string) (time.Time, *Error) {
	m, err := c.monthNumber(s, word, year, month)
	if err != nil {
		return time.Time{}, err
	}
	d, ok := digits(day, 2)
	if !ok {
		return time.Time{}, notADate(c, s, word)
	}
	if n := daysIn(year, m); d < 1 || d > n {
		near := civil(year, m, min(max(d, 1), n)).Format(time.DateOnly)
		rest := strings.ToUpper(word[len(near):])
		return time.Time{}, wrongDate(s, near+rest, "%s %d has %d days", m, year, n)
	}
	return civil(year, m, d), nil
}

// digits reads a number of exactly n digits.
func digits(s string, n int) (int, bool) {
	if len(s) != n || strings.Trim(s, "0123456789") != "" {
		return 0, false
	}
	v, err := strconv.Atoi(s)
	return v, err == nil
}

func farYear(s string, year int) *Error {
	return wrongDate(s, "", "the year %04d is out of reach: dates run from %d to %d", year, minYear, maxYear)
}

func wrongDate(s, suggestion, format string, args ...any) *Error {
	return &Error{Text: s, Len: len(s), Suggestion: suggestion, Msg: fmt.Sprintf(format, args...)}
}
