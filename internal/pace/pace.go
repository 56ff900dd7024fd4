// Package pace decides how long to wait before a feed is fetched again. It is
// pure: the clock is an argument.
//
// A [Rhythm] is at what hours of the day a feed's items came in the last weeks.
// [Feed.Choose] takes the time until half an item is to be expected: a feed with
// news at eight in the morning is fetched often about that time, and seldom at
// night. What a feed or its server asks for (ttl, sy:, Cache-Control, Expires) is
// the least; what a person has set stands over all.
package pace

import (
	"hash/fnv"
	"strconv"
	"time"
)

const (
	// Shortest and Longest bound the interval that is chosen for a feed. What the
	// feed asks for is not obeyed beyond Longest.
	Shortest = 15 * time.Minute
	Longest  = 24 * time.Hour
	// ShortestSet is the shortest interval that a person may set.
	ShortestSet = 5 * time.Minute
	// First is the interval of a feed of which nothing is known yet.
	First = 30 * time.Minute

	// Google News is asked at least every hour and at most every half hour.
	googleShortest = 30 * time.Minute
	googleLongest  = time.Hour
	// windowShare is into how many parts the time is divided in which all items
	// of a document were replaced.
	windowShare = 4
	// jitterShare is the share of an interval, 1/16, by which feeds differ.
	jitterShare = 16
)

// The reasons for an interval.
const (
	BySetting = "set"         // a person
	ByFirst   = "new"         // nothing is known yet
	ByWeeks   = "weeks"       // the feed's own last weeks
	ByWindow  = "full-window" // all items of the document were new
	ByGoogle  = "google-news" // its bounds
	// Others are what the feed or its server asks with: ttl, sy, cache-control,
	// expires.
)

// Feed is what is known of a feed after a fetch.
type Feed struct {
	ID     int64
	Set    time.Duration // by a person; 0: not
	Google bool          // a feed of Google News
	Rhythm Rhythm
	// Window, if not zero, is the time in which all items of the document came.
	Window time.Duration
	Asked  []Asked
}

// Asked is an interval that a feed or its server asks for.
type Asked struct {
	Every time.Duration
	By    string // ttl, sy, cache-control or expires
}

// Choice is an interval.
type Choice struct {
	Every time.Duration
	By    string
	// Wait is how long to wait for the next fetch: Every, a little more or less,
	// so that feeds with one interval spread. It depends on the feed alone.
	Wait time.Duration
}

// Choose chooses the interval between the fetch at now and the next one.
func (f Feed) Choose(now time.Time) Choice {
	if f.Set > 0 {
		every := max(f.Set, ShortestSet)
		return Choice{every, BySetting, every}
	}
	c := f.own(now)
	c.Wait = max(c.Every-f.jitter(c.Every), f.shortest())
	for _, a := range f.Asked {
		if every := min(a.Every, Longest); every > c.Every {
			c = Choice{every, a.By, min(every+f.jitter(every), Longest)}
		}
	}
	c.Wait = max(c.Wait, f.least())
	return c
}

// own is the interval by what the feed did.
func (f Feed) own(now time.Time) Choice {
	c := Choice{Every: First, By: ByFirst}
	if every, known := f.Rhythm.next(now); known {
		c = Choice{Every: every.Round(time.Minute), By: ByWeeks}
	}
	if part := (f.Window / windowShare).Round(time.Minute); f.Window > 0 && part < c.Every {
		c = Choice{Every: part, By: ByWindow}
	}
	longest := Longest
	if f.Google {
		longest = googleLongest
	}
	every := min(max(c.Every, f.shortest()), longest)
	if f.Google && every != c.Every {
		c.By = ByGoogle
	}
	c.Every = every
	return c
}

func (f Feed) shortest() time.Duration {
	if f.Google {
		return googleShortest
	}
	return Shortest
}

// least is the shortest wait that the feed and its server allow.
func (f Feed) least() (least time.Duration) {
	for _, a := range f.Asked {
		least = max(least, min(a.Every, Longest))
	}
	return least
}

// jitter is between nothing and a share of the interval.
func (f Feed) jitter(every time.Duration) time.Duration {
	h := fnv.New32a()
	_, _ = h.Write(strconv.AppendInt(nil, f.ID, 10))
	return every / jitterShare * time.Duration(h.Sum32()>>16) >> 16
}
