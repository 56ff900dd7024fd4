package query

import (
	"strings"
	"time"
)

// instant reads a day with a clock time, 09:30 or 09:30:15. The time is in the
// zone for clock times unless it has an offset, Z or +09:00.
func (c calendar) instant(s, day, clock string) (Span, *Error) {
	word := day + "t" + clock
	hour, minute, second, unit, rest, ok := clockTime(clock)
	if !ok {
		return Span{}, wrongDate(s, "", "%s is no clock time: 09:30 or 09:30:15, from 00:00 to 23:59, then perhaps Z or +09:00", clock)
	}
	y, okYear := digits(day[:4], 4)
	if !okYear || day[4] != '-' || day[7] != '-' {
		return Span{}, notADate(c, s, word)
	}
	if slack := len(rest); y < minYear-slack || y > maxYear+slack { // in UTC, the first and last days may lie a year off
		return Span{}, farYear(s, y)
	}
	date, err := c.day(s, word, y, day[5:7], day[8:])
	if err != nil {
		return Span{}, err
	}
	reading := date.Add(time.Duration(hour*3600+minute*60+second) * time.Second)
	length := time.Minute
	if unit == Second {
		length = time.Second
	}
	if rest != "" {
		east, ok := offsetOf(rest)
		if !ok {
			return Span{}, wrongDate(s, "", "%s is no offset from UTC: Z or +09:00", rest)
		}
		from := reading.Add(-east).In(c.clockZone)
		return Span{from, from.Add(length), unit}, nil
	}
	first, last, exists := wall(reading, c.clockZone)
	if !exists {
		return Span{}, wrongDate(s, first.Format("2006-01-02T15:04"),
			"in %s the clocks skipped %s on %s", c.clockZone, clock, day)
	}
	return Span{first, last.Add(length), unit}, nil
}

// clockTime reads the clock time at the beginning of s and returns the rest.
func clockTime(s string) (hour, minute, second int, unit Unit, rest string, ok bool) {
	if len(s) < 5 || s[2] != ':' {
		return
	}
	hour, okHour := digits(s[:2], 2)
	minute, okMinute := digits(s[3:5], 2)
	rest, unit = s[5:], Minute
	okSecond := true
	if strings.HasPrefix(rest, ":") {
		if len(rest) < 3 {
			return
		}
		second, okSecond = digits(rest[1:3], 2)
		rest, unit = rest[3:], Second
	}
	ok = okHour && okMinute && okSecond && hour < 24 && minute < 60 && second < 60
	return hour, minute, second, unit, rest, ok
}

// offsetOf reads z, +09:00 or -03:30.
func offsetOf(s string) (time.Duration, bool) {
	if s == "z" {
		return 0, true
	}
	if len(s) != 6 || s[3] != ':' || (s[0] != '+' && s[0] != '-') {
		return 0, false
	}
	h, okHour := digits(s[1:3], 2)
	m, okMinute := digits(s[4:], 2)
	if !okHour || !okMinute || h > 15 || m > 59 {
		return 0, false
	}
	east := time.Duration(h)*time.Hour + time.Duration(m)*time.Minute
	if s[0] == '-' {
		east = -east
	}
	return east, true
}
