package chronology

import (
	"errors"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// TestPeriods promises the names, the days and the queries of periods, and
// that they cover a span whole.
func TestPeriods(t *testing.T) {
	for _, c := range []struct {
		name, first, last string
		unit              Unit
		want              []Period
	}{
		{"weeks begin on Mondays", "2025-12-31", "2026-01-05", Week, []Period{
			{"2026-W01", "2025-12-29", "2026-01-04", "date:2026-W01"}, {"2026-W02", "2026-01-05", "2026-01-11", "date:2026-W02"},
		}},
		{"whole months", "2024-02-29", "2024-03-01", Month, []Period{
			{"2024-02", "2024-02-01", "2024-02-29", "date:2024-02"}, {"2024-03", "2024-03-01", "2024-03-31", "date:2024-03"},
		}},
		{"what no query can name is one", "0850-06-01", "1000-02-01", Year, []Period{
			{"before 1000", "0850-06-01", "0999-12-31", "date:<1000"}, {"1000", "1000-01-01", "1000-12-31", "date:1000"},
		}},
	} {
		got, err := Periods(c.first, c.last, c.unit, time.UTC)
		if diff := cmp.Diff(c.want, got); err != nil || diff != "" {
			t.Errorf("%s: %v (-want +got):\n%s", c.name, err, diff)
		}
	}
	if _, err := Periods("1000-01-01", "2026-01-01", Day, time.UTC); !errors.Is(err, ErrTooLong) {
		t.Errorf("a thousand years by day: %v", err)
	}
}

// TestPeriodsOfAZone promises that a day which a zone left out has no period.
func TestPeriodsOfAZone(t *testing.T) {
	apia, err := time.LoadLocation("Pacific/Apia")
	if err != nil {
		t.Skip(err)
	}
	got, err := Periods("2011-12-29", "2011-12-31", Day, apia)
	if err != nil || len(got) != 2 || got[1].Name != "2011-12-31" {
		t.Errorf("%v %v, want the 29th and the 31st", got, err)
	}
}

// TestUnitFor promises that a span fits a page.
func TestUnitFor(t *testing.T) {
	for last, want := range map[string]Unit{"2026-01-01": Day, "2026-02-14": Day, "2026-02-15": Week, "2027-02-01": Month, "2032-12-31": Year} {
		if got := UnitFor("2026-01-01", last); got != want {
			t.Errorf("to %s: by %s, want %s", last, got, want)
		}
	}
}

// TestSum promises that each day counts in the period that holds it, and in
// no other.
func TestSum(t *testing.T) {
	periods, err := Periods("2026-01-05", "2026-01-18", Week, time.UTC)
	if err != nil {
		t.Fatal(err)
	}
	days := []Count{{"2026-01-04", 1}, {"2026-01-05", 2}, {"2026-01-11", 4}, {"2026-01-18", 8}, {"2026-01-19", 16}}
	if got := Sum(days, periods); !slices.Equal(got, []int64{6, 8}) {
		t.Errorf("%v, want 6 and 8", got)
	}
}

// TestLabelled promises a headline for every period of a short timeline, and
// for the peaks of a long one.
func TestLabelled(t *testing.T) {
	if got := Labelled([]int64{0, 3, 0, 1}); !slices.Equal(got, []int{1, 3}) {
		t.Errorf("of a short timeline: %v", got)
	}
	long := slices.Repeat([]int64{1}, 30)
	long[4], long[5], long[20] = 8, 9, 12
	if got := Labelled(long); !slices.Equal(got, []int{20, 5}) {
		t.Errorf("of a long one: %v, want the highest first, without neighbours", got)
	}
}
