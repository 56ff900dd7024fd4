package query

import (
	"testing"
	"time"
)

func TestWithin(t *testing.T) {
	opts := Options{Now: time.Date(2026, 6, 1, 12, 0, 0, 0, time.UTC)}
	for _, c := range []struct{ since, until, want string }{
		{"", "", "all"},
		{"2026-01", "", "2026-01-01 …"},
		{"", "2026-01", "… 2026-01-31"},
		{"2025", "2026-01-14", "2025-01-01 … 2026-01-14"},
	} {
		n, _, err := Within(c.since, c.until, opts)
		if err != nil {
			t.Fatal(err)
		}
		got := "all"
		if r, ok := n.(DateRange); ok {
			got = ""
			if r.FirstDay != "" {
				got = r.FirstDay + " "
			}
			got += "…"
			if r.LastDay != "" {
				got += " " + r.LastDay
			}
		}
		if got != c.want {
			t.Errorf("since %q until %q: %s, want %s", c.since, c.until, got, c.want)
		}
	}
	for _, bad := range [][2]string{{"2026-02-30", ""}, {"2026", "2025"}, {"", "soon"}} {
		if _, _, err := Within(bad[0], bad[1], opts); err == nil {
			t.Errorf("since %q until %q is no error", bad[0], bad[1])
		}
	}
}

func TestBoth(t *testing.T) {
	korea, japan, north := Word{Text: "korea"}, Word{Text: "japan"}, Word{Text: "north"}
	for _, c := range []struct {
		nodes []Node
		want  string
	}{
		{nil, All{}.String()},
		{[]Node{All{}, korea}, "korea"},
		{[]Node{And{[]Node{korea, japan}}, All{}, north}, "korea japan north"},
	} {
		if got := Both(c.nodes...).String(); got != c.want {
			t.Errorf("%v: %s, want %s", c.nodes, got, c.want)
		}
	}
}
