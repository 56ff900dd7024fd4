package query

import (
	"errors"
	"strings"
	"testing"
	"time"
)

// explained parses and explains on one line, without the line on zones.
func explained(t *testing.T, text string, opts Options) string {
	t.Helper()
	q, err := Parse(text, opts)
	if err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	return q.Root.Explain(opts.Zone)
}

// hinted parses a query and returns its hints, each with the text that it marks.
func hinted(t *testing.T, text string, opts Options) string {
	t.Helper()
	q, err := Parse(text, opts)
	if err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	var out []string
	for _, h := range q.Hints {
		out = append(out, text[h.Pos:h.Pos+h.Len]+": "+h.String())
	}
	return strings.Join(out, "\n")
}

// parseError parses an invalid query and returns its error.
func parseError(t *testing.T, text string, opts Options) *Error {
	t.Helper()
	q, err := Parse(text, opts)
	var e *Error
	if !errors.As(err, &e) {
		t.Fatalf("%s: parsed to %s, error %v", text, q.Root, err)
	}
	return e
}

type promise struct{ text, want string }

func checkTrees(t *testing.T, opts Options, promises []promise) {
	t.Helper()
	for _, p := range promises {
		if got := explained(t, p.text, opts); got != p.want {
			t.Errorf("%s\n got %s\nwant %s", p.text, got, p.want)
		}
		checkSound(t, p.text, opts) // the printed tree parses to the same tree
	}
}

// parseDate parses one date. The error, if any, is an *Error.
func parseDate(s string, opts Options) (Span, error) {
	return plainError(newCalendar(opts).date(s))
}

// parseRange parses the value of a date field. The error, if any, is an *Error.
func parseRange(s string, opts Options) (Span, error) {
	return plainError(newCalendar(opts).dateRange(s))
}

// endOf returns the exclusive end of the span of a date.
func endOf(s string, opts Options) (time.Time, error) {
	span, err := plainError(newCalendar(opts).compare("<=", s))
	return span.To, err
}

// spanAround returns the day, week, month or year of an instant in the zone. The
// next one begins at its To.
func spanAround(t time.Time, unit Unit, zone *time.Location) Span {
	return calendar{zone: zone}.around(dayOf(t, zone), unit)
}
