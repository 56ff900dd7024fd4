package query

import "time"

// A calendar day is held as midnight UTC of that day, and a clock reading as
// that reading in UTC, so that arithmetic on them knows no zone. Only wall and
// dayStart lead from there to instants.

func civil(year int, month time.Month, day int) time.Time {
	return time.Date(year, month, day, 0, 0, 0, 0, time.UTC)
}

// dayOf is the calendar day of an instant in a zone.
func dayOf(t time.Time, zone *time.Location) time.Time { return civil(t.In(zone).Date()) }

// monday is the first day of the ISO 8601 week that holds the day.
func monday(day time.Time) time.Time {
	return day.AddDate(0, 0, -(int(day.Weekday())+6)%7)
}

// daysIn is the number of days of a month.
func daysIn(year int, month time.Month) int { return civil(year, month+1, 0).Day() }

// addMonths goes n months forward, to the last day of the month when it has no
// such day: a month before March 31 is February 28.
func addMonths(day time.Time, n int) time.Time {
	first := civil(day.Year(), day.Month()+time.Month(n), 1)
	return first.AddDate(0, 0, min(day.Day(), daysIn(first.Year(), first.Month()))-1)
}

// dayStart is the first instant of a day in a zone: midnight, or the moment at
// which the clock jumped over it.
func dayStart(day time.Time, zone *time.Location) time.Time {
	first, _, _ := wall(day, zone)
	return first
}

// wall finds when clocks in the zone show a reading. They do so once; twice,
// an hour apart, where they were put back; never, where they were put forward:
// exists is then false, and both instants are that of the jump.
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
