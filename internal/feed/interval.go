package feed

import (
	"strconv"
	"strings"
	"time"
)

// longestAsked bounds what a feed may ask for; more is taken for this.
const longestAsked = 366 * 24 * time.Hour

// interval reads how long a feed asks to be left alone between two fetches: by
// ttl, in minutes (RSS 2.0), or by the syndication module of RSS 1.0,
// updatePeriod divided by updateFrequency. Of several, the longest holds.
func (r *reader) interval(x extensions) {
	if ttl, err := strconv.ParseFloat(strings.TrimSpace(x.first("ttl")), 64); err == nil {
		r.asked(ttl*float64(time.Minute), "ttl")
	}
	period, some := map[string]time.Duration{
		"hourly": time.Hour, "daily": 24 * time.Hour, "weekly": 7 * 24 * time.Hour, "monthly": 30 * 24 * time.Hour, "yearly": longestAsked,
	}[strings.ToLower(strings.TrimSpace(x.first("updateperiod")))]
	frequency, err := strconv.ParseFloat(strings.TrimSpace(x.first("updatefrequency")), 64)
	switch {
	case err != nil && !some:
		return
	case err != nil || frequency <= 0:
		frequency = 1
	}
	if !some {
		period = 24 * time.Hour // the module's default
	}
	r.asked(float64(period)/frequency, "sy")
}

// asked notes an interval in nanoseconds if it is the longest so far.
func (r *reader) asked(interval float64, by string) {
	if !(interval > float64(r.doc.Asks)) { // be it not a number
		return
	}
	r.doc.Asks, r.doc.AsksBy = time.Duration(min(interval, float64(longestAsked))), by
}
