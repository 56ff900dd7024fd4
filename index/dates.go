package index

import (
	"strconv"
	"strings"
	"time"
)

// dated compiles a range of instants, from inclusive, to exclusive; zero is
// open. Whole years, months and days of the archive's zone are terms; of the
// days at the ends that are not whole, each document is looked at.
func (s *session) dated(prefix string, from, to time.Time) (expr, error) {
	years, err := s.years(prefix)
	if err != nil || len(years) == 0 {
		return none{}, err
	}
	low := time.Date(years[0], 1, 1, 0, 0, 0, 0, s.zone)
	high := time.Date(years[len(years)-1]+1, 1, 1, 0, 0, 0, 0, s.zone)
	if !from.IsZero() && from.After(low) {
		low = from.In(s.zone)
	}
	if !to.IsZero() && to.Before(high) {
		high = to.In(s.zone)
	}
	if !low.Before(high) {
		return none{}, nil
	}
	first, end := midnight(low, 0), midnight(high, 0)
	var e or
	if first.Before(low) {
		e = append(e, s.during(prefix, first, low, high))
		first = midnight(low, 1)
	}
	if end.Before(high) && !end.Before(first) {
		e = append(e, s.during(prefix, end, low, high))
	}
	return append(e, key(prefix, days(first, end)...)), nil
}

// daysFrom compiles a range of whole days, both ends included, empty is open.
func (s *session) daysFrom(prefix, first, last string) (expr, error) {
	var from, to time.Time
	var err error
	if first != "" {
		if from, err = time.Parse(time.DateOnly, first); err != nil {
			return nil, err
		}
	}
	if last != "" {
		if to, err = time.Parse(time.DateOnly, last); err != nil {
			return nil, err
		}
		to = midnight(to, 1)
	}
	return s.inZone(time.UTC).dated(prefix, from, to)
}

// inZone returns the session with days of another zone.
func (s *session) inZone(zone *time.Location) *session {
	other := *s
	other.zone = zone
	return &other
}

// during matches the documents of one day from low to before high.
func (s *session) during(prefix string, day, low, high time.Time) expr {
	field := fieldWhen
	if prefix == keySeen {
		field = fieldSeen
	}
	return moments{key(prefix, day.Format(time.DateOnly)), field, moment(low), moment(high)}
}

// midnight returns the beginning of the day that lies some days after t's.
func midnight(t time.Time, days int) time.Time {
	return time.Date(t.Year(), t.Month(), t.Day()+days, 0, 0, 0, 0, t.Location())
}

// days returns the fewest names of years, months and days that make up the
// days from first to before end.
func days(first, end time.Time) []string {
	var names []string
	for at := first; at.Before(end); {
		year := time.Date(at.Year()+1, 1, 1, 0, 0, 0, 0, at.Location())
		month := time.Date(at.Year(), at.Month()+1, 1, 0, 0, 0, 0, at.Location())
		switch {
		case at.YearDay() == 1 && !year.After(end):
			names, at = append(names, at.Format("2006")), year
		case at.Day() == 1 && !month.After(end):
			names, at = append(names, at.Format("2006-01")), month
		default:
			names, at = append(names, at.Format(time.DateOnly)), midnight(at, 1)
		}
	}
	return names
}

// spanned returns the fewest names that make up the days from the first to
// the last, both included.
func spanned(first, last string) []string {
	from, errFrom := time.Parse(time.DateOnly, first)
	to, errTo := time.Parse(time.DateOnly, last)
	if errFrom != nil || errTo != nil {
		return nil
	}
	return days(from, midnight(to, 1))
}

// years returns the years that the index has stories of, ascending. In the
// dictionary it steps from year to year, over the months and days.
func (s *session) years(prefix string) ([]int, error) {
	f, err := s.snapshot.Field(fieldKey)
	if err != nil {
		return nil, err
	}
	var years []int
	for from := prefix + "0"; ; {
		term, err := f.First(from, prefix+"a")
		if err != nil || term == "" {
			return years, err
		}
		name, _, _ := strings.Cut(strings.TrimPrefix(term, prefix), "-")
		if y, err := strconv.Atoi(name); err == nil {
			years = append(years, y)
		}
		from = prefix + name + "." // a hyphen is less
	}
}

// periods returns the names of a length, such as 2026-01, that the index has
// stories of, ascending.
func (s *session) periods(prefix string, length int) ([]string, error) {
	found, err := s.snapshot.Between(fieldKey, prefix+"0", prefix+"a")
	return namesOf(found, prefix, length), err
}

// namesOf returns the names of a length among the terms of periods.
func namesOf(terms []string, prefix string, length int) []string {
	var names []string
	for _, term := range terms {
		if name := strings.TrimPrefix(term, prefix); len(name) == length {
			names = append(names, name)
		}
	}
	return names
}
