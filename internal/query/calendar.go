package query

import "time"

// A calendar day is kept as midnight UTC of that day, and a clock reading as
// that reading in UTC, so that arithmetic on them needs no zone. Only wall and
// dayStart turn them into instants.

func civil(year int, month time.Month, day int) time.Time {
	return time.Date(year, month, day, 0, 0, 0, 0, time.UTC)
}

// dayOf returns the calendar day of an instant in a zone.
func dayOf(t time.Time, zone *time.Location) time.Time { return civil(t.In(zone).Date()) }

// monday returns the first day of the day's ISO 8601 week.
func monday(day time.Time) time.Time {
	return day.AddDate(0, 0, -(int(day.Weekday())+6)%7)
}

// daysIn returns the number of days of a month.
func daysIn(year int, month time.Month) int { return civil(year, month+1, 0).Day() }

// addMonths adds n months to a day. If that month has no such day, it returns
// the month's last: a month before March 31 is February 28.
func addMonths(day time.Time, n int) time.Time {
	first := civil(day.Year(), day.Month()+time.Month(n), 1)
	return first.AddDate(0, 0, min(day.Day(), daysIn(first.Year(), first.Month()))-1)
}

// dayStart returns the first instant of a day in a zone: midnight, or the
// moment at which the clock jumped over it.
func dayStart(day time.Time, zone *time.Location) time.Time {
	first, _, _ := wall(day, zone)
	return first
}

// wall returns the instants at which clocks in the zone show a reading. Usually
// both are the same. Where clocks were put back, they are an hour apart. Where
// clocks were put forward, exists is false, and both are the instant of the jump.
func wall(reading time.Time, zone *time.Location) (first, last time.Time, exists bool) {
	before := offset(reading.AddDate(0, 0, -1), zone)
	after := offset(reading.AddDate(0, 0, 1), zone)
	for _, off := range []time.Duration{max(before, after), min(before, after)} {
		t := reading.Add(-off)
		if offset(t, zone) != off {
			continue
		}
		if !exists {
			first = t.In(zone)
		}
		last, exists = t.In(zone), true
	}
	if !exists {
		jump, _ := reading.Add(-before).In(zone).ZoneBounds()
		first, last = jump.In(zone), jump.In(zone)
	}
	return first, last, exists
}

func offset(t time.Time, zone *time.Location) time.Duration {
	_, seconds := t.In(zone).Zone()
	return time.Duration(seconds) * time.Second
}
