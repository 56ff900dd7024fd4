package chronology

import (
	"slices"
	"testing"
)

// TestJudge promises that a topic is called what its own weeks make of it,
// and that weeks in which nothing was gathered say nothing.
func TestJudge(t *testing.T) {
	full := func(n int64) []int64 { return slices.Repeat([]int64{n}, weeksJudged) }
	weeks := func(tail ...int64) []int64 { return append(make([]int64, weeksJudged-len(tail)), tail...) }
	lately := func(before int64, tail ...int64) []int64 {
		return append(slices.Repeat([]int64{before}, weeksJudged-len(tail)), tail...)
	}
	for _, c := range []struct {
		name       string
		weeks      []int64
		everything []int64
		age        int
		want       State
	}{
		{"as ever", lately(5, 6), full(1000), 99, StateNone},
		{"nothing, ever", weeks(), full(1000), 0, StateNone},
		{"new this week", weeks(9), full(1000), 0, StateNone},
		{"new these two weeks", weeks(2, 9), full(1000), 2, StateNone},
		{"five times as many", lately(5, 25), full(1000), 99, StateBursts},
		{"the same, of a topic that swings", append(slices.Repeat([]int64{1, 30}, 12), 1, 25), full(1000), 99, StateNone},
		{"rare, and many at once", append(slices.Repeat([]int64{0, 1}, 12), 1, 8), full(1000), 99, StateBursts},
		{"silent, then one", lately(4, 0, 0, 0, 1), full(1000), 99, StateWakes},
		{"silent, then many", lately(4, 0, 0, 30), full(1000), 99, StateWakes},
		{"every other week", append(slices.Repeat([]int64{0, 2}, 12), 0, 2), full(1000), 99, StateNone},
		{"once in four weeks", append(slices.Repeat([]int64{0, 0, 0, 1}, 6), 0, 1), full(1000), 99, StateNone},
		{"silent for all of the base", weeks(3), full(1000), 99, StateWakes},
		{"silent this week", lately(20, 0), full(1000), 99, StateQuiet},
		{"few this week", lately(30, 4), full(1000), 99, StateQuiet},
		{"few, of a rare topic", lately(1, 0), full(1000), 99, StateNone},
		{"silent, but nothing was gathered", lately(20, 0), lately(1000, 0), 99, StateNone},
		{"few, but so was all that was gathered", lately(20, 2), lately(1000, 100), 99, StateNone},
		{"silent only while nothing was gathered", lately(4, 0, 0, 0, 4), lately(1000, 0, 0, 0, 1000), 99, StateNone},
	} {
		r := Rhythm{Weeks: c.weeks}
		r.Judge(c.everything, c.age)
		if r.State != c.want {
			t.Errorf("%s: %q, want %q (usually %.1f)", c.name, r.State, c.want, r.BaseRate)
		}
	}
	r := Rhythm{Weeks: lately(4, 0, 0, 8, 3)}
	r.Judge(lately(100, 0, 100, 100, 100), weeksJudged)
	if r.Week != 3 || r.BaseRate != float64(22*4+8)/24 {
		t.Errorf("this week %d, usually %f", r.Week, r.BaseRate)
	}
}
