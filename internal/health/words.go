package health

import (
	"fmt"
	"math"
	"strconv"
	"time"

	"newsarchive/internal/news"
	"newsarchive/internal/pace"
)

// Span is a length of time in words, in its largest unit: "3 days".
func Span(d time.Duration) string {
	for _, unit := range []struct {
		name string
		of   time.Duration
		from int // so many of it at least
	}{{"year", 365 * day, 2}, {"month", 30 * day, 2}, {"day", day, 1}, {"hour", time.Hour, 1}, {"minute", time.Minute, 1}} {
		if n := int(d / unit.of); n >= unit.from {
			return count(n, unit.name)
		}
	}
	return "a minute"
}

func count(n int, name string) string {
	if n == 1 {
		return "1 " + name
	}
	return strconv.Itoa(n) + " " + name + "s"
}

// Lost says of a full window what may have been missed, and which interval would
// have sufficed.
func Lost(w news.Window) string {
	text := "all " + count(w.Items, "item") + " were new"
	if !w.Before.IsZero() {
		text += ", " + Span(w.At.Sub(w.Before)) + " after the fetch before"
	}
	missed := "some"
	switch n := Missed(w); {
	case n == 1:
		missed = "one"
	case n > 1:
		missed = "about " + rounded(n)
	}
	return fmt.Sprintf("%s: %s may have been missed; a fetch every %s would have sufficed", text, missed, Every(w))
}

// Every is [Interval] as the flag --every takes it: "30m", "2h", "1d".
func Every(w news.Window) string { return pace.FormatInterval(Interval(w)) }

// rounded is an estimate in two digits.
func rounded(n int) string {
	unit := int(math.Pow10(max(len(strconv.Itoa(n))-2, 0)))
	return strconv.Itoa((n + unit/2) / unit * unit)
}

// Reason says what is wrong with following a feed, and what to do about it; empty
// if nothing is.
func Reason(f news.Feed, r Report) string {
	switch r.State {
	case Failing, Gone, Partial:
		return f.State.Error
	case Silent:
		usual := ""
		if r.UsualGap > 0 {
			usual = " (its usual gap is " + Span(time.Duration(r.UsualGap)) + ")"
		}
		return fmt.Sprintf(`it is fetched, but brings nothing new%s; see in a browser whether the feed has moved, then: archive feed set %d --url ADDRESS`, usual, f.ID)
	case Overdue:
		return `it is due, and no sync fetches it; "archive sync" does, and "archive unit" prints what runs that by itself`
	case OK, New, Unfollowed:
	}
	return ""
}

// Short is the state of a feed in a few words: "failing 3 days". It is empty for a
// feed that is well.
func (r Report) Short(now time.Time) string {
	long := ""
	if !r.Since.IsZero() {
		long = " " + Span(now.Sub(r.Since))
	}
	switch r.State {
	case Unfollowed:
		return "not followed"
	case New:
		return "not fetched yet"
	case Failing, Overdue, Silent:
		return string(r.State) + long
	case Gone:
		return "gone"
	case Partial:
		return "read in part"
	case OK:
	}
	return ""
}
