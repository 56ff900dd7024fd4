package match

import (
	"fmt"
	"strings"
	"time"

	"newsarchive/index/internal/document"
)

// Dated compiles a range of instants, from inclusive, to exclusive; zero is
// open. Whole years, months and days of the session's zone are terms. Of a day
// that is only partly in the range, it compares the instant of each document.
func (s *Session) Dated(prefix string, from, to time.Time) (Expr, error) {
	years, err := s.Lexicon.Years(prefix)
	if err != nil || len(years) == 0 {
		return none{}, err
	}
	low := time.Date(years[0], 1, 1, 0, 0, 0, 0, s.Zone)
	high := time.Date(years[len(years)-1]+1, 1, 1, 0, 0, 0, 0, s.Zone)
	if !from.IsZero() && from.After(low) {
		low = from.In(s.Zone)
	}
	if !to.IsZero() && to.Before(high) {
		high = to.In(s.Zone)
	}
	if !low.Before(high) {
		return none{}, nil
	}
	first, end := document.Midnight(low, 0), document.Midnight(high, 0)
	var e Or
	if first.Before(low) {
		e = append(e, s.during(prefix, first, low, high))
		first = document.Midnight(low, 1)
	}
	if end.Before(high) && !end.Before(first) {
		e = append(e, s.during(prefix, end, low, high))
	}
	return append(e, Key(prefix, document.Days(first, end)...)), nil
}

// daysFrom compiles a range of whole days, both ends included, empty is open.
func (s *Session) daysFrom(prefix, first, last string) (Expr, error) {
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
		to = document.Midnight(to, 1)
	}
	return s.inZone(time.UTC).Dated(prefix, from, to)
}

// inZone returns the session with days of another zone.
func (s *Session) inZone(zone *time.Location) *Session {
	other := *s
	other.Zone = zone
	return &other
}

// during matches the documents of one day from low to before high.
func (s *Session) during(prefix string, day, low, high time.Time) Expr {
	field := document.FieldWhen
	if prefix == document.KeySeen {
		field = document.FieldSeen
	}
	return moments{Key(prefix, day.Format(time.DateOnly)), field, document.Moment(low), document.Moment(high)}
}

// Periods returns the names of the periods of the index's stories, ascending:
// days, months or years by the length of their names.
func (s *Session) Periods(prefix string, length int) ([]string, error) {
	terms, err := s.Snapshot.Between(document.FieldKey, prefix+"0", prefix+"a")
	return namesOf(terms, prefix, length), err
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

// YearNames returns the names of the years of the index's stories, ascending.
func (s *Session) YearNames(prefix string) ([]string, error) {
	years, err := s.Lexicon.Years(prefix)
	names := make([]string, len(years))
	for i, y := range years {
		names[i] = fmt.Sprintf("%04d", y)
	}
	return names, err
}

// PeriodsIn returns the names of the months of a year, or of the days that a
// month can have.
func PeriodsIn(name string) []string {
	last := 12
	if len(name) == len("2006-01") {
		last = 31
	}
	names := make([]string, last)
	for i := range names {
		names[i] = fmt.Sprintf("%s-%02d", name, i+1)
	}
	return names
}
