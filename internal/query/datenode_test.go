package query

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func TestDateFields(t *testing.T) {
	opts := zoned(t, Options{}, "Asia/Seoul", "2026-01-14 15:04")
	checkTrees(t, opts, []promise{
		{"date:2026-01-14", "(date from 2026-01-14T00:00:00+09:00 before 2026-01-15T00:00:00+09:00)"},
		{"seen:today", "(seen from 2026-01-14T00:00:00+09:00 before 2026-01-15T00:00:00+09:00)"},
		{`date:"january 2026"`, "(date from 2026-01-01T00:00:00+09:00 before 2026-02-01T00:00:00+09:00)"},
		{"after:2026", "(date from 2026-01-01T00:00:00+09:00)"},
		{"date:>=2026", "(date from 2026-01-01T00:00:00+09:00)"},
		{"before:2026", "(date before 2026-01-01T00:00:00+09:00)"},
		{"date:<2026", "(date before 2026-01-01T00:00:00+09:00)"},
		{"date:>2025", "(date from 2026-01-01T00:00:00+09:00)"},
		{"seen:..yesterday", "(seen before 2026-01-14T00:00:00+09:00)"},
		{"date:2024,2026", "(or (date from 2024-01-01T00:00:00+09:00 before 2025-01-01T00:00:00+09:00) " +
			"(date from 2026-01-01T00:00:00+09:00 before 2027-01-01T00:00:00+09:00))"},
		{"date:(2026 -jan)", "(and (date from 2026-01-01T00:00:00+09:00 before 2027-01-01T00:00:00+09:00) " +
			"(not (date from 2026-01-01T00:00:00+09:00 before 2026-02-01T00:00:00+09:00)))"},
	})
}

// --tz changes how clock times are read; days stay those of the archive.
func TestClockZone(t *testing.T) {
	opts := zoned(t, Options{}, "Asia/Seoul", "2026-01-14 15:04")
	opts.ClockZone = time.UTC
	checkTrees(t, opts, []promise{
		{"date:2026-01-14", "(date from 2026-01-14T00:00:00+09:00 before 2026-01-15T00:00:00+09:00)"},
		{"date:2026-01-14T09:30", "(date from 2026-01-14T18:30:00+09:00 before 2026-01-14T18:31:00+09:00)"},
	})
	q, err := Parse("korea date:>=2026-01-14", opts)
	if err != nil {
		t.Fatal(err)
	}
	want := "(and korea (date from 2026-01-13T15:00:00Z))\ndays in Asia/Seoul, clock times in UTC"
	if got := q.Explain(); got != want {
		t.Errorf("got %s\nwant %s", got, want)
	}
	q, err = Parse("korea -north", Options{Zone: opts.Zone})
	if err != nil {
		t.Fatal(err)
	}
	if got, want := q.Explain(), "(and korea (not north))\ndays in Asia/Seoul"; got != want {
		t.Errorf("got %s\nwant %s", got, want)
	}
}

// A story that has a day but no time is found by the days of a range.
func TestDateRangeHasDays(t *testing.T) {
	opts := zoned(t, Options{}, "Asia/Seoul", "2026-01-14 15:04")
	type days struct {
		First, Last string
		Whole       bool
	}
	for text, want := range map[string]days{
		"date:2026-01":               {"2026-01-01", "2026-01-31", true},
		"date:2026-01-14":            {"2026-01-14", "2026-01-14", true},
		"date:7d":                    {"2026-01-08", "2026-01-14", true},
		"date:2026..":                {"2026-01-01", "", true},
		"before:2026":                {"", "2025-12-31", true},
		"date:2026-01-14T09:30":      {"2026-01-14", "2026-01-14", false},
		"after:2026-01-14T09:30":     {"2026-01-14", "", false},
		"date:2026-01-14T22:00Z..":   {"2026-01-15", "", false},
		"date:2026-01-13T15:00Z..":   {"2026-01-14", "", true},
		"date:..2026-01-14T23:59:59": {"", "2026-01-14", true},
	} {
		q, err := Parse(text, opts)
		if err != nil {
			t.Fatalf("%s: %v", text, err)
		}
		n := q.Root.(DateRange)
		if diff := cmp.Diff(want, days{n.FirstDay, n.LastDay, n.WholeDays}); diff != "" {
			t.Errorf("%s: %s", text, diff)
		}
	}
}

func TestWalk(t *testing.T) {
	q, err := Parse(`a (b OR -title:c) topic:asia -(d -e)`, testOptions(t))
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	Walk(q.Root, func(leaf Node, negated bool) {
		if negated {
			got = append(got, "not "+leaf.String())
		} else {
			got = append(got, leaf.String())
		}
	})
	if s, want := strings.Join(got, ", "), "a, b, not title:c, korea, japan, not d, e"; s != want {
		t.Errorf("got %s, want %s", s, want)
	}
}

func BenchmarkParse(b *testing.B) {
	opts := testOptions(b)
	for b.Loop() {
		if _, err := Parse(`south korea "japan summit" site:bbc.co.uk date:2026-01 -north`, opts); err != nil {
			b.Fatal(err)
		}
	}
}
