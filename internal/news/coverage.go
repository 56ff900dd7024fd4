package news

import "time"

// Coverage says on which days of the archive's zone a feed was fetched.
type Coverage struct {
	Feed    Feed
	First   string          // the day of the first fetch attempt
	Reached map[string]bool // days with a good fetch
}

// Covered reports whether the feed's fetches cover a day. A good fetch covers
// its own day and the days before it that lie within the feed's fetch
// interval.
func (c Coverage) Covered(day string) bool {
	if c.First == "" || day < c.First {
		return false
	}
	if c.Reached[day] {
		return true
	}
	at, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return false
	}
	for i := 1; i <= c.Back(); i++ {
		if c.Reached[at.AddDate(0, 0, i).Format(time.DateOnly)] {
			return true
		}
	}
	return false
}

// Back returns how many days before it a fetch of the feed covers.
func (c Coverage) Back() int { return int(time.Duration(c.Feed.State.Every).Hours() / 24) }
