package news

import (
	"database/sql/driver"
	"fmt"
	"time"
)

// InstantLayout is the text form of an instant, in UTC.
const InstantLayout = "2006-01-02T15:04:05Z"

// Date is when something was published: an instant, or only a calendar day
// when the source gave no clock time. The zero Date is "not known".
//
// Its text form is 2026-01-14T09:30:00Z for an instant, 2026-01-14 for a day,
// and empty when not known; JSON and the database use the same.
type Date struct {
	// Time is the instant in UTC, to the second, or midnight UTC of the day.
	Time time.Time
	// DayOnly says that only the calendar day is known.
	DayOnly bool
}

// Instant returns the date of a moment, truncated to seconds. It returns the
// zero Date for moments that are not usable; see [IsUsable].
func Instant(t time.Time) Date {
	t = t.UTC().Truncate(time.Second)
	if !IsUsable(t) {
		return Date{}
	}
	return Date{Time: t}
}

// Day returns the date of a calendar day.
func Day(year int, month time.Month, day int) Date {
	t := time.Date(year, month, day, 0, 0, 0, 0, time.UTC)
	if !IsUsable(t) {
		return Date{}
	}
	return Date{Time: t, DayOnly: true}
}

// IsUsable reports whether a publisher can have meant a moment: it is after
// year 1, has a year of at most four digits, and is not the zero of Unix time.
func IsUsable(t time.Time) bool {
	return t.Year() > 1 && t.Year() <= 9999 && t.Unix() != 0
}

// ParseDate parses the text form of a Date, or any RFC 3339 instant. Seconds
// may be missing, as in ISO 8601.
func ParseDate(s string) (Date, error) {
	if s == "" {
		return Date{}, nil
	}
	if len(s) == len(time.DateOnly) {
		if t, err := time.Parse(time.DateOnly, s); err == nil {
			return Day(t.Date()), nil
		}
	}
	t, err := time.Parse(time.RFC3339, s)
	if err != nil {
		t, err = time.Parse("2006-01-02T15:04Z07:00", s)
	}
	if err != nil {
		return Date{}, fmt.Errorf("date %q is neither a day like 2026-01-14 nor an instant like 2026-01-14T09:30:00Z", s)
	}
	return Instant(t), nil
}

// IsZero reports whether the date is not known.
func (d Date) IsZero() bool { return d.Time.IsZero() }

// String returns the text form.
func (d Date) String() string {
	switch {
	case d.IsZero():
		return ""
	case d.DayOnly:
		return d.Time.Format(time.DateOnly)
	default:
		return d.Time.UTC().Format(InstantLayout)
	}
}

// Start returns the first instant of the date: itself, or the beginning of
// its day in the zone.
func (d Date) Start(zone *time.Location) time.Time {
	if !d.DayOnly {
		return d.Time
	}
	y, m, day := d.Time.Date()
	return time.Date(y, m, day, 0, 0, 0, 0, zone)
}

// In returns the calendar day of the date in the zone, as 2026-01-14.
func (d Date) In(zone *time.Location) string {
	if d.DayOnly {
		return d.Time.Format(time.DateOnly)
	}
	return d.Time.In(zone).Format(time.DateOnly)
}

// Refines reports whether d is an instant within the given day.
func (d Date) Refines(day Date, zone *time.Location) bool {
	return day.DayOnly && !d.DayOnly && !d.IsZero() && d.In(zone) == day.In(zone)
}

// MarshalText implements [encoding.TextMarshaler].
func (d Date) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText implements [encoding.TextUnmarshaler]; see [ParseDate].
func (d *Date) UnmarshalText(text []byte) (err error) {
	*d, err = ParseDate(string(text))
	return err
}

// Value implements [driver.Valuer]: the text form, or null.
func (d Date) Value() (driver.Value, error) {
	if d.IsZero() {
		return nil, nil
	}
	return d.String(), nil
}

// Scan implements [database/sql.Scanner].
func (d *Date) Scan(src any) error {
	switch v := src.(type) {
	case nil:
		*d = Date{}
		return nil
	case string:
		return d.UnmarshalText([]byte(v))
	case []byte:
		return d.UnmarshalText(v)
	default:
		return fmt.Errorf("date column holds a %T, not text", src)
	}
}
