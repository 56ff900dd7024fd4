package document

import "time"

// addDay adds a day and the month and year it lies in.
func addDay(f *field, prefix, day string) {
	if len(day) != len(time.DateOnly) {
		return
	}
	f.add(prefix + day)
	f.add(prefix + day[:7])
	f.add(prefix + day[:4])
}

// Midnight returns the beginning of the day that lies some days after t's.
func Midnight(t time.Time, days int) time.Time {
	return time.Date(t.Year(), t.Month(), t.Day()+days, 0, 0, 0, 0, t.Location())
}

// Days returns the fewest names of years, months and days that make up the
// days from first to before end.
func Days(first, end time.Time) []string {
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
			names, at = append(names, at.Format(time.DateOnly)), Midnight(at, 1)
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
	return Days(from, Midnight(to, 1))
}
