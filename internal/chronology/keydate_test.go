package chronology

import (
	"math"
	"testing"
	"time"
)

// candidate returns the candidate of a day, or one without a score.
func candidate(all []*KeyDate, day string) KeyDate {
	for _, d := range all {
		if d.Date == day {
			return *d
		}
	}
	return KeyDate{}
}

// TestMentionScore promises the score of a day of a topic whose stories mention
// days, computed by hand.
func TestMentionScore(t *testing.T) {
	// Ten stories in ten days: two stories in two days, so that the lead counts
	// a fifth of its part: 1/(1 + 2²).
	e := Evidence{
		Counts: []Count{{"2020-01-01", 4}, {"2020-01-10", 6}},
		Mentions: []Mention{
			{Day: "2020-01-01", Stories: 3, First: "2020-01-01", Last: "2020-01-10"},
			{Day: "2020-01-05", Stories: 7, Before: 1, Later: 6, Late: 2, Lead: 4, First: "2020-01-01", Last: "2020-01-10"},
			{Day: "2020-01-06", Stories: 2, Later: 2, First: "2020-01-10", Last: "2020-01-10"},
		},
		Zone: time.UTC,
	}
	all := Candidates(e, StandardWeights(), 1)
	// Around the 5th, without the 4th to the 6th, lie seven days with 3 mentions.
	want := math.Log(8) - 0.25*math.Log(2) - 0.25*math.Log(3) - 0.1*math.Log(1+3./7) + 0.1*math.Log(3) + 0.3/5*math.Log(5)
	d := candidate(all, "2020-01-05")
	if math.Abs(d.Score-want) > 1e-9 || d.Mentions != 7 || d.FirstMention != "2020-01-01" {
		t.Errorf("%+v, want a score of %v", d, want)
	}
	chosen := Choose(all, 1, 10)
	if len(chosen) != 1 || chosen[0].Date != "2020-01-05" {
		t.Errorf("chosen: %v", chosen)
	}
}

// TestSilentTopic promises that where no story mentions a day, the day with
// many more stories than those around it is the key date; and that days lie
// from the day asked about on.
func TestSilentTopic(t *testing.T) {
	var e Evidence
	for i := range 40 {
		e.Counts = append(e.Counts, Count{AddDays("2020-01-01", i), 3})
	}
	e.Counts[20].Stories = 30
	e.Zone = time.UTC
	if c := Choose(Candidates(e, StandardWeights(), 1), 1, Total(e.Counts)); c[0].Date != "2020-01-21" {
		t.Errorf("chosen: %v", c)
	}
	if from := e.From(); from != "2018-12-31" {
		t.Errorf("key dates from %s", from)
	}
	e.Since = "2019-12-25"
	e.Mentions = []Mention{{Day: "2019-12-26", Stories: 1}}
	if d := candidate(Candidates(e, StandardWeights(), 1), "2019-12-26"); e.From() != "2019-12-25" || d.Mentions != 1 {
		t.Errorf("from %s: %+v", e.From(), d)
	}
}
