package query

import "time"

// Moment returns the last second of a date in the query language: of a day its
// end, of a clock time the end of its minute. The error, if any, is an *[Error].
func Moment(date string, opts Options) (time.Time, error) {
	span, err := plainError(newCalendar(opts.withDefaults()).bound(date))
	if err != nil {
		return time.Time{}, err
	}
	return span.To.Add(-time.Second), nil
}
