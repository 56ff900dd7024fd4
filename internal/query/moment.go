package query

import "time"

// Moment parses a date of the query language and returns its last second: the
// end of a day, or of the minute of a clock time. The error, if any, is an
// *[Error].
func Moment(date string, opts Options) (time.Time, error) {
	span, err := plainError(newCalendar(opts.withDefaults()).bound(date))
	if err != nil {
		return time.Time{}, err
	}
	return span.To.Add(-time.Second), nil
}
