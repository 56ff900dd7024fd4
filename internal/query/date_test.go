package query

import (
	"errors"
	"testing"
	"time"

	"pgregory.net/rapid"
)

// spanOf shows a span in its zone: a day where it begins or ends at midnight.
func spanOf(s Span) string {
	show := func(t time.Time) string {
		switch {
		case t.IsZero():
			return ""
		case t.Format("15:04:05") == "00:00:00":
			return t.Format(time.DateOnly)
		}
		return t.Format(time.RFC3339)
	}
	return show(s.From) + " to " + show(s.To)
}

func zoned(t testing.TB, opts Options, zone, now string) Options {
	t.Helper()
	loc, err := time.LoadLocation(zone)
	if err != nil {
		t.Fatal(err)
	}
	opts.Now, err = time.ParseInLocation("2006-01-02 15:04", now, loc)
	if err != nil {
		t.Fatal(err)
	}
	opts.Zone, opts.ClockZone = loc, loc
	return opts
}

func TestDateUnits(t *testing.T) {
	opts := zoned(t, Options{}, "Asia/Seoul", "2026-01-14 15:04") // a Wednesday
	for _, p := range []promise{
		{"2026", "2026-01-01 to 2027-01-01"},
		{"2026-01", "2026-01-01 to 2026-02-01"},
		{"2024-02", "2024-02-01 to 2024-03-01"},
		{"2026-W03", "2026-01-12 to 2026-01-19"},
		{"2026-w01", "2025-12-29 to 2026-01-05"},
		{"2027-W01", "2027-01-04 to 2027-01-11"},
		{"2026-W53", "2026-12-28 to 2027-01-04"},
		{"2026-01-14", "2026-01-14 to 2026-01-15"},
		{"2024-02-29", "2024-02-29 to 2024-03-01"},
		{"2026-01-14T09:30", "2026-01-14T09:30:00+09:00 to 2026-01-14T09:31:00+09:00"},
		{"2026-01-14t09:30:15", "2026-01-14T09:30:15+09:00 to 2026-01-14T09:30:16+09:00"},
		{"2026-01-14T09:30Z", "2026-01-14T18:30:00+09:00 to 2026-01-14T18:31:00+09:00"},
		{"2026-01-14T09:30-03:30", "2026-01-14T22:00:00+09:00 to 2026-01-14T22:01:00+09:00"},
		// names: the latest that has begun
		{"jan", "2026-01-01 to 2026-02-01"},
		{"January", "2026-01-01 to 2026-02-01"},
		{"feb", "2025-02-01 to 2025-03-01"},
		{"sept", "2025-09-01 to 2025-10-01"},
		{"january 2026", "2026-01-01 to 2026-02-01"},
		{"Feb 2024", "2024-02-01 to 2024-03-01"},
		{"feb-2024", "2024-02-01 to 2024-03-01"},
		{"today", "2026-01-14 to 2026-01-15"},
		{"Yesterday", "2026-01-13 to 2026-01-14"},
		{"monday", "2026-01-12 to 2026-01-13"},
		{"wednesday", "2026-01-14 to 2026-01-15"},
		{"thu", "2026-01-08 to 2026-01-09"},
		{"this-week", "2026-01-12 to 2026-01-19"},
		{"last-week", "2026-01-05 to 2026-01-12"},
		{"last week", "2026-01-05 to 2026-01-12"},
		{"this-month", "2026-01-01 to 2026-02-01"},
		{"last-month", "2025-12-01 to 2026-01-01"},
		{"this-year", "2026-01-01 to 2027-01-01"},
		{"last-year", "2025-01-01 to 2026-01-01"},
		// the last n, today included
		{"7d", "2026-01-08 to 2026-01-15"},
		{"1d", "2026-01-14 to 2026-01-15"},
		{"2w", "2026-01-01 to 2026-01-15"},
		{"1m", "2025-12-15 to 2026-01-15"},
		{"1Y", "2025-01-15 to 2026-01-15"},
	} {
		span, err := parseDate(p.text, opts)
		if got := spanOf(span); err != nil || got != p.want {
			t.Errorf("%s: got %s, %v; want %s", p.text, got, err, p.want)
		}
	}
}

func TestDateRanges(t *testing.T) {
	opts := zoned(t, Options{}, "Asia/Seoul", "2026-01-14 15:04")
	for _, p := range []promise{
		// from the start of a to the end of b; either may be open
		{"2025..2026", "2025-01-01 to 2027-01-01"},
		{"2026-01..2026-01-14", "2026-01-01 to 2026-01-15"},
		{"2026-01-14..2026-01-14", "2026-01-14 to 2026-01-15"},
		{"january 2026 .. today", "2026-01-01 to 2026-01-15"},
		{"2026..", "2026-01-01 to "},
		{"..2026", " to 2027-01-01"},
		{"2026-01-14T09:30..2026-01-14T10:00", "2026-01-14T09:30:00+09:00 to 2026-01-14T10:01:00+09:00"},
		// after its end, from its start, before its start, until its end
		{">2026", "2027-01-01 to "},
		{">=2026", "2026-01-01 to "},
		{"<2026", " to 2026-01-01"},
		{"<=2026", " to 2027-01-01"},
		{">yesterday", "2026-01-14 to "},
		// 7d as an end is the first of the last seven days
		{"30d..7d", "2025-12-16 to 2026-01-09"},
		{"7d..", "2026-01-08 to "},
		{"<7d", " to 2026-01-08"},
		{">7d", "2026-01-09 to "},
	} {
		span, err := parseRange(p.text, opts)
		if got := spanOf(span); err != nil || got != p.want {
			t.Errorf("%s: got %s, %v; want %s", p.text, got, err, p.want)
		}
	}
}

func TestDateFaults(t *testing.T) {
	opts := zoned(t, Options{}, "Europe/Berlin", "2026-01-14 15:04")
	const forms = ": write 2026, 2026-01, 2026-W03, 2026-01-14, 2026-01-14T09:30, jan, today, monday, last-week or 7d"
	for _, p := range []promise{
		{"2026-02-30", "2026-02-30: February 2026 has 28 days; did you mean 2026-02-28?"},
		{"2026-04-00", "2026-04-00: April 2026 has 30 days; did you mean 2026-04-01?"},
		{"2026-02-30T09:30", "2026-02-30T09:30: February 2026 has 28 days; did you mean 2026-02-28T09:30?"},
		{"2026-13", "2026-13: a year has 12 months; did you mean 2026-12?"},
		{"2026-13-02", "2026-13-02: a year has 12 months; did you mean 2026-12-02?"},
		{"2025-W53", "2025-W53: 2025 has 52 weeks; did you mean 2025-W52?"},
		{"2026-W00", "2026-W00: 2026 has 53 weeks; did you mean 2026-W01?"},
		{"2026-01..2026-02-30", "2026-02-30: February 2026 has 28 days; did you mean 2026-02-28?"},
		{">=2026-02-30", "2026-02-30: February 2026 has 28 days; did you mean 2026-02-28?"},
		{"2026-02..2026-01", "2026-02..2026-01: the range runs backwards: 2026-02 is after 2026-01; did you mean 2026-01..2026-02?"},
		{"7d..30d", "7d..30d: the range runs backwards: 7d is after 30d; did you mean 30d..7d?"},
		{"..", "..: a range needs a beginning or an end: 2026-01.. or ..2026-01"},
		{"0026-01-14", "0026-01-14: the year 0026 is out of reach: dates run from 1000 to 9000"},
		{"9999-01-14T10:00Z", "9999-01-14T10:00Z: the year 9999 is out of reach: dates run from 1000 to 9000"},
		{"9999y", "9999y: 9999y reaches back before the year 1000"},
		{"2026-01-14T24:00", "2026-01-14T24:00: 24:00 is no clock time: 09:30 or 09:30:15, from 00:00 to 23:59, then perhaps Z or +09:00"},
		{"2026-01-14T09:30+9", "2026-01-14T09:30+9: +9 is no offset from UTC: Z or +09:00"},
		{"2026-03-29T02:30", "2026-03-29T02:30: in Europe/Berlin the clocks skipped 02:30 on 2026-03-29; did you mean 2026-03-29T03:00?"},
		{"31 february 2026", "31 february 2026: February 2026 has 28 days; did you mean 2026-02-28?"},
		{"30/02/2026", "30/02/2026: February 2026 has 28 days; did you mean 2026-02-28?"},
		{"14/14/2026", "14/14/2026: a year has 12 months; did you mean 2026-12-14?"},
		{"nope", `nope: "nope" is no date` + forms},
		{"yestrday", `yestrday: "yestrday" is no date` + forms + "; did you mean yesterday?"},
		{"2026/1/4", `2026/1/4: "2026/1/4" is no date` + forms + "; did you mean 2026-01-04?"},
		{"20260104", `20260104: "20260104" is no date` + forms + "; did you mean 2026-01-04?"},
		{"0d", `0d: "0d" is no date` + forms},
		{"2026-W3", `2026-W3: "2026-W3" is no date` + forms},
		{"2026-0x", `2026-0x: "2026-0x" is no date` + forms},
		{"2026-01-0x", `2026-01-0x: "2026-01-0x" is no date` + forms},
		{"2026-01-01-01", `2026-01-01-01: "2026-01-01-01" is no date` + forms},
		{"january 99", `january 99: "january 99" is no date` + forms},
		{"2026/01/14T09:30", `2026/01/14T09:30: "2026/01/14T09:30" is no date` + forms + "; did you mean 2026-01-14T09:30?"},
		{"2026-02-30..", "2026-02-30: February 2026 has 28 days; did you mean 2026-02-28?"},
		{"2026-01-14T9:30", "2026-01-14T9:30: 9:30 is no clock time: 09:30 or 09:30:15, from 00:00 to 23:59, then perhaps Z or +09:00"},
		{"2026-01-14T09:30:1", "2026-01-14T09:30:1: 09:30:1 is no clock time: 09:30 or 09:30:15, from 00:00 to 23:59, then perhaps Z or +09:00"},
		{"2026-01-14T09:30+99:00", "2026-01-14T09:30+99:00: +99:00 is no offset from UTC: Z or +09:00"},
		{"2026-1-", `2026-1-: "2026-1-" is no date` + forms + "; did you mean 2026-01?"},
	} {
		_, err := parseRange(p.text, opts)
		var e *Error
		if !errors.As(err, &e) {
			t.Errorf("%s: no error", p.text)
		} else if got := p.text[e.Pos:e.Pos+e.Len] + ": " + e.Error(); got != p.want {
			t.Errorf("%s\n got %s\nwant %s", p.text, got, p.want)
		}
	}
	if e := parseError(t, `x seen:"2026-02-30"`, opts); e.Pos != 7 || e.Len != 12 {
		t.Errorf("a quoted date is to blame from %d, %d bytes", e.Pos, e.Len)
	}
	if e := parseError(t, "after:2026..2027", opts); e.Pos != 6 {
		t.Errorf("after: a range is to blame from %d", e.Pos)
	}
}

// Days are calendar days of the zone, of any length.
func TestDaysOfTheZone(t *testing.T) {
	for _, c := range []struct {
		zone, day string
		length    time.Duration
		start     string
	}{
		{"Europe/Berlin", "2026-03-29", 23 * time.Hour, "2026-03-28T23:00:00Z"},
		{"Europe/Berlin", "2026-10-25", 25 * time.Hour, "2026-10-24T22:00:00Z"},
		{"America/Santiago", "2024-09-08", 23 * time.Hour, "2024-09-08T04:00:00Z"},  // begins at 01:00
		{"America/Havana", "2024-11-03", 25 * time.Hour, "2024-11-03T04:00:00Z"},    // has 00:30 twice
		{"America/Sao_Paulo", "2018-02-17", 25 * time.Hour, "2018-02-17T02:00:00Z"}, // ends with 23:00 twice
		{"Pacific/Apia", "2011-12-29", 24 * time.Hour, "2011-12-29T10:00:00Z"},      // the 30th never came
		{"Australia/Lord_Howe", "2026-04-05", 24*time.Hour + 30*time.Minute, "2026-04-04T13:00:00Z"},
		{"Asia/Kathmandu", "2026-01-14", 24 * time.Hour, "2026-01-13T18:15:00Z"},
	} {
		opts := zoned(t, Options{}, c.zone, c.day+" 12:00")
		for _, s := range []string{c.day, "today", "1d"} {
			span, err := parseDate(s, opts)
			if err != nil {
				t.Fatal(err)
			}
			if got := span.To.Sub(span.From); got != c.length {
				t.Errorf("%s: %s %s is %s long, not %s", c.zone, c.day, s, got, c.length)
			}
			if got := span.From.UTC().Format(time.RFC3339); got != c.start {
				t.Errorf("%s: %s %s begins at %s, not %s", c.zone, c.day, s, got, c.start)
			}
		}
	}
	if _, err := parseDate("2011-12-30", zoned(t, Options{}, "Pacific/Apia", "2012-01-01 12:00")); err == nil {
		t.Error("2011-12-30 is a day in Apia")
	}
}

// The span of a clock time that came twice covers both.
func TestClockPutBack(t *testing.T) {
	span, err := parseDate("2026-10-25T02:30", zoned(t, Options{}, "Europe/Berlin", "2026-11-01 12:00"))
	if err != nil || span.To.Sub(span.From) != 61*time.Minute || span.From.UTC().Hour() != 0 {
		t.Errorf("%v, %v", span, err)
	}
}

func TestMonthsAreClamped(t *testing.T) {
	opts := zoned(t, Options{}, "UTC", "2026-03-31 12:00")
	for _, p := range []promise{
		{"1m", "2026-03-01 to 2026-04-01"},
		{"13m", "2025-03-01 to 2026-04-01"},
		{"last-month", "2026-02-01 to 2026-03-01"},
	} {
		span, err := parseDate(p.text, opts)
		if got := spanOf(span); err != nil || got != p.want {
			t.Errorf("%s: got %s, %v; want %s", p.text, got, err, p.want)
		}
	}
}

func TestSinceUntil(t *testing.T) {
	opts := zoned(t, Options{}, "Asia/Seoul", "2026-01-14 15:04")
	since, err := Since("7d", opts)
	if err != nil || since.Format(time.DateOnly) != "2026-01-08" {
		t.Error(since, err)
	}
	until, err := endOf("2026-01", opts)
	if err != nil || until.Format(time.DateOnly) != "2026-02-01" {
		t.Error(until, err)
	}
	if _, err = endOf("2026-02-30", opts); err == nil || err.Error() != "February 2026 has 28 days; did you mean 2026-02-28?" {
		t.Error(err)
	}
	if _, err = Since("", opts); err == nil {
		t.Error("an empty date is no date")
	}
}

// The spans of a unit follow each other without gaps, and SpanOf finds the one
// around a time.
func TestSpansAreEndToEnd(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		name := rapid.SampledFrom([]string{"Europe/Berlin", "America/Santiago", "Pacific/Apia", "Asia/Seoul", "America/Havana", "Africa/Cairo"}).Draw(rt, "zone")
		zone, err := time.LoadLocation(name)
		if err != nil {
			t.Fatal(err)
		}
		at := time.Unix(rapid.Int64Range(0, 2_000_000_000).Draw(rt, "time"), 0)
		unit := rapid.SampledFrom([]Unit{Day, Week, Month, Year}).Draw(rt, "unit")
		span := spanAround(at, unit, zone)
		if at.Before(span.From) || !at.Before(span.To) {
			rt.Fatalf("%s is not in %s", at, spanOf(span))
		}
		if next := spanAround(span.To, unit, zone); !next.From.Equal(span.To) || !next.From.Before(next.To) {
			rt.Fatalf("after %s comes %s", spanOf(span), spanOf(next))
		}
	})
}

func FuzzDate(f *testing.F) {
	for _, s := range append(pieces(), "2026-10-25T02:30:00+09:00", "january 2026", ">=2026-W53", "30d..7d", "..9000", "1000") {
		f.Add(s)
	}
	opts := zoned(f, Options{}, "America/Santiago", "2024-09-08 12:00")
	f.Fuzz(func(t *testing.T, s string) {
		span, err := parseRange(s, opts)
		if err != nil {
			if e := err.(*Error); e.Pos < 0 || e.Pos+e.Len > len(s) || e.Text != s { //nolint:errorlint // the promise is this very type
				t.Fatalf("%q: %#v", s, e)
			}
			return
		}
		if span.From.IsZero() && span.To.IsZero() || !span.From.IsZero() && !span.To.IsZero() && !span.From.Before(span.To) {
			t.Fatalf("%q: %s", s, spanOf(span))
		}
	})
}
