package archive

import (
	"fmt"
	"time"

	"newsarchive/internal/query"
)

// period is a day, week, month or year of the archive's zone.
type period struct {
	name        string
	first, last string // days, both included
	find        string // the query that asks for it
}

// The units of a timeline by the days that it spans.
const (
	mostDaily   = 45
	mostWeekly  = 370
	mostMonthly = 6 * 366
)

// unitFor returns the unit in which a span can be overlooked.
func unitFor(first, last string) query.Unit {
	switch days := civilDay(last).Sub(civilDay(first)).Hours()/24 + 1; {
	case days <= mostDaily:
		return query.Day
	case days <= mostWeekly:
		return query.Week
	case days <= mostMonthly:
		return query.Month
	}
	return query.Year
}

func unitName(u query.Unit) string {
	return map[query.Unit]string{query.Day: "day", query.Week: "week", query.Month: "month", query.Year: "year"}[u]
}

// ParseUnit reads the name of a unit of a timeline; "" leaves it to the span.
func ParseUnit(name string) (query.Unit, error) {
	for _, u := range []query.Unit{query.Day, query.Week, query.Month, query.Year} {
		if unitName(u) == name {
			return u, nil
		}
	}
	if name == "" {
		return query.NoUnit, nil
	}
	return query.NoUnit, fmt.Errorf("there is no unit %q; there are day, week, month and year", name)
}

// civilDay is a day as midnight UTC, so that arithmetic on it knows no zone.
func civilDay(day string) time.Time {
	t, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return time.Time{}
	}
	return t
}

// firstNamed is the first day that a query can name; what is before is one
// period.
const firstNamed = "1000-01-01"

// periodsOf returns the periods that cover the days from first to last; nil
// when they are too many.
func periodsOf(first, last string, unit query.Unit, zone *time.Location) (all []period) {
	if first < firstNamed {
		all = append(all, period{"before 1000", first, "0999-12-31", "date:<1000"})
		first = firstNamed
	}
	for at := beginning(civilDay(first), unit); at.Format(time.DateOnly) <= last; {
		next := following(at, unit)
		p := period{first: at.Format(time.DateOnly), last: next.AddDate(0, 0, -1).Format(time.DateOnly)}
		switch unit {
		case query.Year:
			p.name = at.Format("2006")
		case query.Month:
			p.name = at.Format("2006-01")
		case query.Week:
			y, w := at.ISOWeek()
			p.name = fmt.Sprintf("%04d-W%02d", y, w)
		default:
			p.name = p.first
		}
		p.find = "date:" + p.name
		if unit != query.Day || exists(at, zone) {
			all = append(all, p)
		}
		if at = next; len(all) > mostPeriods {
			return nil
		}
	}
	return all
}

// exists reports whether a day ever came: a zone that crossed the date line
// has left one out.
func exists(day time.Time, zone *time.Location) bool {
	y, m, d := day.Date()
	return time.Date(y, m, d, 12, 0, 0, 0, zone).Day() == d
}

func beginning(day time.Time, unit query.Unit) time.Time {
	switch y, m, _ := day.Date(); unit {
	case query.Year:
		return time.Date(y, 1, 1, 0, 0, 0, 0, time.UTC)
	case query.Month:
		return time.Date(y, m, 1, 0, 0, 0, 0, time.UTC)
	case query.Week:
		return day.AddDate(0, 0, -(int(day.Weekday())+6)%7)
	}
	return day
}

func following(day time.Time, unit query.Unit) time.Time {
	switch unit {
	case query.Year:
		return day.AddDate(1, 0, 0)
	case query.Month:
		return day.AddDate(0, 1, 0)
	case query.Week:
		return day.AddDate(0, 0, 7)
	}
	return day.AddDate(0, 0, 1)
}
