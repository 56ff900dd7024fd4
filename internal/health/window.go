package health

import (
	"math"
	"time"

	"newsarchive/internal/news"
)

// span is the time that the items of a window cover; 0 if their dates do not tell.
func span(w news.Window) time.Duration {
	if w.Oldest.IsZero() || w.Items < 2 {
		return 0
	}
	return max(w.Newest.Sub(w.Oldest), 0)
}

// Whole reports whether the items of a window reach back to the fetch before, by
// their dates, so that none was missed.
func Whole(w news.Window) bool {
	return span(w) > 0 && !w.Before.IsZero() && !w.Oldest.After(w.Before)
}

// Missed estimates how many items a full window has missed: as many as would have
// come in the time that its items do not cover, at their own rate. It is 0 if
// their dates do not tell.
func Missed(w news.Window) int {
	span := span(w)
	if span == 0 || w.Before.IsZero() || Whole(w) {
		return 0
	}
	rate := float64(w.Items-1) / span.Hours()
	return int(math.Ceil(rate * w.Oldest.Sub(w.Before).Hours()))
}

// Interval returns the interval between fetches at which no item would have been
// missed, with as much again to spare; one of those that people use.
func Interval(w news.Window) time.Duration {
	covered := span(w)
	if covered == 0 {
		covered = w.At.Sub(w.Before)
	}
	steps := []time.Duration{
		5 * time.Minute, 10 * time.Minute, 15 * time.Minute, 20 * time.Minute, 30 * time.Minute, 45 * time.Minute,
		time.Hour, 2 * time.Hour, 3 * time.Hour, 4 * time.Hour, 6 * time.Hour, 8 * time.Hour, 12 * time.Hour, day,
	}
	best := steps[0]
	for _, s := range steps {
		if s <= covered/2 {
			best = s
		}
	}
	return best
}
