package chronology

import (
	"errors"
	"fmt"
	"time"
)

// Period is a day, week, month or year of a zone.
type Period struct {
	Name        string // 2026-01-14, 2026-W03, 2026-01, 2026
	First, Last string // its days, both included
	Find        string // the query that asks for it
}

// MaxPeriods is how many periods a timeline may have.
const MaxPeriods = 40_000

// ErrTooLong means that a timeline would have more than [MaxPeriods].
var ErrTooLong = errors.New("the timeline is too long")

// firstNamed is the first day that a query can name. The days before it are
// one period.
const firstNamed = "1000-01-01"

// Periods returns the periods of a unit that cover the days from first to
// last, in their order. The error wraps [ErrTooLong].
func Periods(first, last string, unit Unit, zone *time.Location) ([]Period, error) {
	var all []Period
	from := first
	if from < firstNamed {
		all = append(all, Period{"before 1000", from, "0999-12-31", "date:<1000"})
		from = firstNamed
	}
	for at := beginning(civilDay(from), unit); at.Format(time.DateOnly) <= last; at = following(at, unit) {
		if unit != Day || existed(at, zone) {
			all = append(all, periodAt(at, unit))
		}
		if len(all) > MaxPeriods {
			return nil, fmt.Errorf("%w: from %s to %s by %s has more than %d rows; take a longer unit, or less with --since and --until",
				ErrTooLong, first, last, unit, MaxPeriods)
		}
	}
	return all, nil
}

// periodAt returns the period that begins at a day.
func periodAt(at time.Time, unit Unit) Period {
	p := Period{First: at.Format(time.DateOnly), Last: following(at, unit).AddDate(0, 0, -1).Format(time.DateOnly)}
	switch unit {
	case Year:
		p.Name = at.Format("2006")
	case Month:
		p.Name = at.Format("2006-01")
	case Week:
		y, w := at.ISOWeek()
		p.Name = fmt.Sprintf("%04d-W%02d", y, w)
	default:
		p.Name = p.First
	}
	p.Find = "date:" + p.Name
	return p
}

// Sum adds up the counts of days, ascending, by the periods that hold them.
func Sum(days []Count, periods []Period) []int64 {
	sums := make([]int64, len(periods))
	k := 0
	for _, d := range days {
		for k < len(periods) && periods[k].Last < d.Day {
			k++
		}
		if k < len(periods) && periods[k].First <= d.Day {
			sums[k] += d.Stories
		}
	}
	return sums
}

// existed reports whether a day ever came: a zone that crossed the date line
// has left one out.
func existed(day time.Time, zone *time.Location) bool {
	y, m, d := day.Date()
	return time.Date(y, m, d, 12, 0, 0, 0, zone).Day() == d
}

func beginning(day time.Time, unit Unit) time.Time {
	switch y, m, _ := day.Date(); unit {
	case Year:
		return time.Date(y, 1, 1, 0, 0, 0, 0, time.UTC)
	case Month:
		return time.Date(y, m, 1, 0, 0, 0, 0, time.UTC)
	case Week:
		return day.AddDate(0, 0, -(int(day.Weekday())+6)%7)
	}
	return day
}

func following(day time.Time, unit Unit) time.Time {
	switch unit {
	case Year:
		return day.AddDate(1, 0, 0)
	case Month:
		return day.AddDate(0, 1, 0)
	case Week:
		return day.AddDate(0, 0, 7)
	}
	return day.AddDate(0, 0, 1)
}
