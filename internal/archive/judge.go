package archive

import (
	"math"
	"slices"
)

// judge finds what is usual, and what is remarkable. The base is the weeks
// before this one since the topic began, without those of which the archive
// has nothing at all, each weighed by how much the archive has of it: a week in
// which half as much was gathered counts for half.
func (r *Rhythm) judge(everything []int64, age int) {
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
	r.Usual = float64(sum) / float64(len(base))
	for _, n := range base {
		squares += (float64(n) - r.Usual) * (float64(n) - r.Usual)
	}
	if len(base) < leastBase || everything[end] == 0 {
		return
	}
	expected := r.Usual * math.Min(1, float64(everything[end])*float64(len(base))/float64(gathered))
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
