package news

import "time"

// Coverage tells on which days of the archive's zone a feed was reached.
type Coverage struct {
	Feed    Feed
	First   string          // the day of the first attempt; before it, the feed was not followed
	Reached map[string]bool // days with a good fetch
}

// Covered reports whether a day is one of those that the feed's fetches tell
// of: one is good for the day on which it was made, and as far back as the
// feed is asked to be fetched.
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

// Back returns for how many days before it a fetch of the feed is good.
func (c Coverage) Back() int { return int(time.Duration(c.Feed.State.Every).Hours() / 24) }
