// Package health judges how following a feed goes: whether it fails, and since
// when; whether it has fallen silent; whether it is fetched at all; and whether
// items may have been missed. It judges values that the archive reads, and does
// no I/O. What is said to a person about a feed begins here, so that lists, doctor
// and statistics agree.
package health

import (
	"time"

	"newsarchive/internal/news"
)

// State is how following a feed goes, in a word. Programs may rely on the words.
type State string

// The states. A feed has the first that fits, in the order Unfollowed, Gone,
// Failing, New, Overdue, Partial, Silent, OK.
const (
	OK         State = "ok"
	Unfollowed State = "unfollowed"
	New        State = "new"     // not fetched yet
	Failing    State = "failing" // the last fetch failed
	Gone       State = "gone"    // the server says that it was removed for good
	Overdue    State = "overdue" // due for days and not fetched: no sync runs
	Partial    State = "partial" // the last document was read in part
	Silent     State = "silent"  // it is fetched, and has brought nothing new for long
)

// Trouble reports whether a state is one that a person should know of.
func (s State) Trouble() bool {
	switch s {
	case Failing, Gone, Overdue, Partial, Silent:
		return true
	}
	return false
}

const (
	day  = 24 * time.Hour
	week = 7 * day

	// overdueAfter is how long a feed may be due before it is said that no sync
	// runs: a machine may be off for a weekend.
	overdueAfter = 3 * day
	// strangeSilence is when a feed is silent of whose rhythm nothing is known.
	strangeSilence = 30 * day
)

// History is what fetches of a feed have brought of late.
type History struct {
	// Days are those on which a fetch brought new items, the newest first. The
	// bounds of how far back they go are the caller's.
	Days []news.NewDay
	// Window is the last full window; nil if there was none.
	Window *news.Window
}

// Report is the judgement of a feed.
type Report struct {
	State State `json:"state"`
	// Since is when the trouble began; zero if there is none or that is unknown.
	Since time.Time `json:"since,omitzero"`
	// UsualGap is the usual time between two days with new items; 0 if unknown.
	UsualGap news.Seconds `json:"usual_gap,omitempty"`
	// PerDay is the number of new items a day; 0 if unknown.
	PerDay float64 `json:"per_day,omitempty"`
	// Window is a full window of the last week that may have missed items.
	Window *news.Window `json:"full_window,omitempty"`
}

// Judge judges a feed. Its State must be filled in.
func Judge(f news.Feed, h History, now time.Time) Report {
	r := Report{State: OK, PerDay: perDay(f.State.Added, h.Days, now)}
	gap, longest := usualGap(h.Days)
	r.UsualGap = news.Seconds(gap)
	if w := h.Window; f.State.Followed && w != nil && now.Sub(w.At) < week && !Whole(*w) {
		r.Window = w
	}
	r.State, r.Since = state(f.State, h, now, silentAfter(gap, longest))
	return r
}

func state(s *news.FeedState, h History, now time.Time, patience time.Duration) (State, time.Time) {
	due := s.Due
	if due.IsZero() { // at once, since it was added or repaired
		due = later(s.Added, s.Fetched)
	}
	last := lastNew(s, h)
	switch {
	case !s.Followed:
		return Unfollowed, time.Time{}
	case s.Failures > 0 && s.Failure == news.FailGone:
		return Gone, s.Failing
	case s.Failures > 0:
		return Failing, s.Failing
	case now.Sub(due) > overdueAfter:
		return Overdue, due
	case s.Fetched.IsZero():
		return New, time.Time{}
	case s.Error != "":
		return Partial, s.Succeeded
	case s.Succeeded.Sub(last) > patience:
		return Silent, last
	}
	return OK, time.Time{}
}

func later(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}

// lastNew is when a feed last brought something new, or was first followed. Of an
// older archive only the day may be known.
func lastNew(s *news.FeedState, h History) time.Time {
	switch {
	case !s.Brought.IsZero():
		return s.Brought
	case len(h.Days) > 0:
		return h.Days[0].Date
	}
	return s.Added
}
