package chronology

import (
	"math"
	"slices"
	"time"
)

// A topic's rhythm is counted by weeks of seven days, the last of which ends
// today.
const (
	weeksJudged = 26 // how far back a topic's own base reaches
	minBase     = 3  // weeks that a base needs
)

// State says how a topic's week differs from its own base.
type State string

// The states.
const (
	StateNone   State = ""
	StateWakes  State = "wakes"  // after weeks of silence, more than twice as many as ever in its base
	StateBursts State = "bursts" // far more than usual, and more than in any week of the base
	StateQuiet  State = "quiet"  // far less than usual
)

// Rhythm is the number of stories of a topic by week.
type Rhythm struct {
	Stories  int     `json:"stories"`
	Weeks    []int64 `json:"weeks"` // stories of each of the last 26 weeks, the oldest first
	Week     int     `json:"this_week"`
	BaseRate float64 `json:"usual"` // stories of a week, the mean of its base
	State    State   `json:"state,omitempty"`
	First    string  `json:"first,omitempty"` // day
	Last     string  `json:"last,omitempty"`
}

// Weeks returns the days of each week that is judged, the oldest first; the
// last day is today.
func Weeks(today string) [][]string {
	weeks := make([][]string, weeksJudged)
	for i := range weeks {
		for k := range 7 {
			weeks[i] = append(weeks[i], AddDays(today, k-6-(weeksJudged-1-i)*7))
		}
	}
	return weeks
}

// AgeInWeeks is how many of the weeks before this one a topic has existed
// whose first story is of a day; 0 when the text is no day.
func AgeInWeeks(first, today string) int {
	if _, err := time.Parse(time.DateOnly, first); err != nil {
		return 0
	}
	days := int(civilDay(today).Sub(civilDay(first)).Hours() / 24)
	return max(0, days/7)
}

// Judge computes the base rate and the state. everything has the stories
// of the whole archive for each of r.Weeks, and age is how many of the weeks
// before this one the topic has existed. The base is those weeks in which the
// archive gathered anything. The expected number of stories is scaled by how much
// the archive gathered this week: half as much counts for half.
func (r *Rhythm) Judge(everything []int64, age int) {
	end := len(r.Weeks) - 1
	r.Week = int(r.Weeks[end])
	from := max(0, end-age)
	base, gathered := []int64{}, int64(0)
	for i := from; i < end; i++ {
		if everything[i] > 0 {
			base = append(base, r.Weeks[i])
			gathered += everything[i]
		}
	}
	if len(base) == 0 {
		return
	}
	sum, squares := int64(0), 0.0
	for _, n := range base {
		sum += n
	}
	r.BaseRate = float64(sum) / float64(len(base))
	for _, n := range base {
		squares += (float64(n) - r.BaseRate) * (float64(n) - r.BaseRate)
	}
	if len(base) < minBase || everything[end] == 0 {
		return
	}
	expected := r.BaseRate * math.Min(1, float64(everything[end])*float64(len(base))/float64(gathered))
	spread := math.Max(math.Sqrt(squares/float64(len(base))), math.Sqrt(math.Max(expected, 0.5)))
	silent, before := silences(base)
	week := float64(r.Week)
	switch {
	case r.Week > 0 && silent >= 2 && silent > 2*before:
		r.State = StateWakes
	case week >= expected+3*spread && int64(r.Week) > slices.Max(base):
		r.State = StateBursts
	case week <= expected-2*spread && 3*week <= expected:
		r.State = StateQuiet
	}
}

// silences returns how many weeks at the end of a base had no story, and the
// longest such stretch before the last week that had one.
func silences(base []int64) (now, before int) {
	run := 0
	for _, n := range base {
		if n > 0 {
			before, run = max(before, run), 0
			continue
		}
		run++
	}
	return run, before
}

// SumWeeks adds up the counts of days, ascending, by the weeks of [Weeks].
func SumWeeks(days []Count, today string) []int64 {
	weeks := Weeks(today)
	periods := make([]Period, len(weeks))
	for i, w := range weeks {
		periods[i] = Period{First: w[0], Last: w[len(w)-1]}
	}
	return Sum(days, periods)
}
