package query

import "time"

// Moment returns the last second of a date as the language has them: of a day,
// its end; of an instant, its minute's. The error, if any, is an *[Error].
func Moment(date string, opts Options) (time.Time, error) {
	span, err := reveal(newCalendar(opts.withDefaults()).bound(date))
	if err != nil {
		return time.Time{}, err
	}
	return span.To.Add(-time.Second), nil
}
