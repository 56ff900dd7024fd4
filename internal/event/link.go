package event

import (
	"cmp"
	"math"
	"slices"
)

// leastUsed is how many stories of an event are compared at least, if it has so
// many among the candidates.
const leastUsed = 3

// link is how like a story is to the candidates of one event.
type link struct {
	event   int64
	first   *Candidate // the first in the order
	nearest *Candidate
	most    int64
	stories int     // how many candidates are of the event
	nth     int     // the highest of their Nth
	copied  bool    // one of them has the headline of the story
	scores  []int64 // in millionths, so that a sum is the same in any order
	sorted  bool
}

// add adds a candidate. Of candidates with one headline the most alike counts: at is
// where the headline's score is, or nil.
func (l *link) add(c *Candidate, s Similarity, at *int) {
	score := int64(s.Score * 1e6)
	switch {
	case at == nil:
		l.scores = append(l.scores, score)
	case *at < 0:
		*at = len(l.scores)
		l.scores = append(l.scores, score)
	default:
		l.scores[*at] = max(l.scores[*at], score)
	}
	l.nth, l.copied = max(l.nth, c.Nth), l.copied || s.Whole
	if c.Before(&l.first.Profile) {
		l.first = c
	}
	if l.nearest == nil || score > l.most || score == l.most && c.Before(&l.nearest.Profile) {
		l.nearest, l.most = c, score
	}
}

// sum returns the sum of all scores.
func (l *link) sum() (sum int64) {
	for _, s := range l.scores {
		sum += s
	}
	return sum
}

// used returns how many of the scores count: the highest, in number the square
// root of all, and leastUsed at least. So a story belongs to a large event by a
// part of it that tells of the same, and not by one story alone.
func (l *link) used() int {
	n := len(l.scores)
	return min(n, max(leastUsed, int(math.Ceil(math.Sqrt(float64(n))))))
}

// mean returns the mean of the scores that count.
func (l *link) mean() float64 {
	if !l.sorted {
		slices.SortFunc(l.scores, func(a, b int64) int { return cmp.Compare(b, a) })
		l.sorted = true
	}
	var sum int64
	for _, s := range l.scores[:l.used()] {
		sum += s
	}
	return float64(sum) / float64(l.used()) / 1e6
}

// least returns the mean from which a story belongs to the event: the more of its
// stories speak for it, the less is enough.
func (l *link) least() float64 { return Join + joinFew/math.Sqrt(float64(len(l.scores))) }

// better compares means; of equal ones the event with the earlier story is
// better.
func (l *link) better(o *link) bool {
	if m, n := l.mean(), o.mean(); m != n {
		return m > n
	}
	return l.first.Before(&o.first.Profile)
}
