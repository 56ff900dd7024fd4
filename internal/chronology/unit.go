package chronology

import "fmt"

// Unit is the length of a period.
type Unit string

// The units. NoUnit leaves the choice to [UnitFor].
const (
	NoUnit Unit = ""
	Day    Unit = "day"
	Week   Unit = "week" // of ISO 8601, Monday to Sunday
	Month  Unit = "month"
	Year   Unit = "year"
)

// ParseUnit reads the name of a unit; "" is [NoUnit].
func ParseUnit(name string) (Unit, error) {
	switch u := Unit(name); u {
	case NoUnit, Day, Week, Month, Year:
		return u, nil
	}
	return NoUnit, fmt.Errorf("there is no unit %q; there are day, week, month and year", name)
}

// The longest spans, in days, that are shown by day, by week and by month.
const (
	maxDaily   = 45
	maxWeekly  = 370
	maxMonthly = 6 * 366
)

// UnitFor returns the unit in which the days from first to last fit a page.
func UnitFor(first, last string) Unit {
	switch days := civilDay(last).Sub(civilDay(first)).Hours()/24 + 1; {
	case days <= maxDaily:
		return Day
	case days <= maxWeekly:
		return Week
	case days <= maxMonthly:
		return Month
	}
	return Year
}
