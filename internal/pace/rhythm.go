package pace

import (
	"encoding/json"
	"math"
	"time"
)

const (
	// weeks is how far back the first document of a feed is believed.
	weeks = 28 * 24 * time.Hour
	// halfLife is the age at which what was observed counts half.
	halfLife = 14 * 24 * time.Hour
	// together is the time within which items count as one: what matters is when
	// there is something to fetch.
	together = 15 * time.Minute
	// enough is for how many days a feed must have been observed, if it had no
	// items, for that to say anything.
	enough = 1.0
	// expected is how many arrivals are to be expected when the feed is fetched.
	expected = 0.5
	day      = 24
)

// Rhythm is at what hours of the day the items of a feed came. The zero Rhythm
// knows nothing.
type Rhythm struct {
	// At is until when the feed was observed, and Days for how long; what is
	// older counts less.
	At   time.Time `json:"at"`
	Days float64   `json:"days"`
	// Hours counts the arrivals in each hour of the day, of UTC; likewise.
	Hours [day]float64 `json:"hours"`
}

// ParseRhythm reads what [Rhythm.String] wrote. Anything else is the zero Rhythm.
func ParseRhythm(text string) (r Rhythm) {
	if err := json.Unmarshal([]byte(text), &r); err != nil || !r.valid() {
		return Rhythm{}
	}
	return r
}

func (r Rhythm) valid() bool {
	const most = 1e6
	for _, n := range append(r.Hours[:], r.Days) {
		if !(n >= 0 && n <= most) {
			return false
		}
	}
	return true
}

// String writes the rhythm for the database; "" for the zero Rhythm.
func (r Rhythm) String() string {
	if r == (Rhythm{}) {
		return ""
	}
	short := Rhythm{At: r.At.UTC().Truncate(time.Second), Days: rounded(r.Days)}
	for i, n := range r.Hours {
		short.Hours[i] = rounded(n)
	}
	text, err := json.Marshal(short)
	if err != nil {
		return ""
	}
	return string(text)
}

func rounded(n float64) float64 { return math.Round(n*1e4) / 1e4 }

// Add returns the rhythm after a fetch at now that brought items of these dates.
// A new item whose date is not between the fetches, or that has none (the zero
// Time), came now. To the first fetch of a feed all of its items are new: their
// dates in the last four weeks are taken as they are, and the others left out.
func (r Rhythm) Add(now time.Time, came []time.Time) Rhythm {
	first := r.At.IsZero() || r.At.After(now) // or the clock was wrong
	if first {
		r = Rhythm{At: now}
	}
	since := r.At
	if first {
		came, since = recent(now, came)
	} else {
		r.fade(now.Sub(r.At))
	}
	slots := map[int64]bool{}
	for _, at := range came {
		if !at.After(since) && !first || at.After(now) {
			at = now
		}
		if slot := at.Unix() / int64(together/time.Second); !slots[slot] {
			slots[slot] = true
			r.Hours[at.UTC().Hour()]++
		}
	}
	if first {
		r.Days = now.Sub(since).Hours() / day
	}
	r.At = now
	return r
}

// recent returns the dates of the last weeks, and the first of them, or now.
func recent(now time.Time, came []time.Time) (some []time.Time, first time.Time) {
	first = now
	for _, at := range came {
		if at.After(now) || now.Sub(at) > weeks {
			continue
		}
		some = append(some, at)
		if at.Before(first) {
			first = at
		}
	}
	return some, first
}

// fade lets what is known count less after a time in which the feed was observed.
func (r *Rhythm) fade(passed time.Duration) {
	left := math.Exp2(-passed.Hours() / halfLife.Hours())
	for i := range r.Hours {
		r.Hours[i] *= left
	}
	r.Days = r.Days*left + halfLife.Hours()/day/math.Ln2*(1-left)
}

// next returns the time until an item is to be expected, at most [Longest]. known
// is false if too little is known.
func (r Rhythm) next(now time.Time) (wait time.Duration, known bool) {
	all := 0.0
	for _, n := range r.Hours {
		all += n
	}
	if r.Days < enough && all < 2 || r.Days <= 0 {
		return 0, false
	}
	days := max(r.Days, 1.0/day)
	at, left := now.UTC(), expected
	for at.Sub(now) < Longest {
		until := at.Truncate(time.Hour).Add(time.Hour)
		length := until.Sub(at).Hours()
		rate := r.smooth(at.Hour()) / days
		if rate*length >= left {
			return min(at.Sub(now)+time.Duration(left/rate*float64(time.Hour)), Longest), true
		}
		left -= rate * length
		at = until
	}
	return Longest, true
}

// smooth is the number of arrivals in an hour of the day, with its neighbours, and
// one more in all: nothing is certain never to come.
func (r Rhythm) smooth(hour int) float64 {
	before, after := r.Hours[(hour+day-1)%day], r.Hours[(hour+1)%day]
	return before/4 + r.Hours[hour]/2 + after/4 + 1.0/day
}
