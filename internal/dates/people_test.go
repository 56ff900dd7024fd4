package dates

import "testing"

// Every date that a person can read is read, in the zone that it names. A text
// without a day, or with an ambiguous one, is no date.
func TestDatesThatPeopleRead(t *testing.T) {
	for raw, want := range map[string]string{
		"January 14th, 2026":                       "2026-01-14",
		"2nd February 2026":                        "2026-02-02",
		"Wednesday, January 14, 2026 - 9:40am":     "2026-01-14T09:40:00Z",
		"Wed, 01/14/2026 – 09:40":                  "2026-01-14T09:40:00Z",
		"Feb 3rd, 2026 at 5pm":                     "2026-02-03T17:00:00Z",
		"Jan 14, 2026 12 AM":                       "2026-01-14T00:00:00Z",
		"Wed, 14 Jan 2026 09:40:00 Europe/Berlin":  "2026-01-14T08:40:00Z",
		"Tue, 14 Jul 2026 09:40:00 Europe/Berlin":  "2026-07-14T07:40:00Z",
		"14 Jan 2026 09:40 America/Port-au-Prince": "2026-01-14T14:40:00Z",
		"2026-01-14T09:40:00[Asia/Seoul]":          "2026-01-14T00:40:00Z",
		"２０２６年１月１４日":                               "2026-01-14",
		"١٤ يناير ٢٠٢٦ ٠٩:٤٠":                      "2026-01-14T09:40:00Z",
		"14 Agustus 2026":                          "2026-08-14",
		"14/Jan/2026:09:40:00 +0100":               "2026-01-14T08:40:00Z",
		"1768383600.25":                            "2026-01-14T09:40:00Z",
		"Tue,":                                     "", "31 Nov 2026": "", "03/04/2026": "", "2026": "", "Jan 2026": "", "2 days ago": "",
		"Jan 14 2026 3": "", "14 Jan 2026 Nowhere/Else 25:00": "", "in 3 hours": "", "Q1 2026": "", "5pm": "",
	} {
		if got := Parse(raw).String(); got != want {
			t.Errorf("%q is %q, want %q", raw, got, want)
		}
	}
}
