package main

import (
	"cmp"
	"fmt"
	"strings"
	"time"

	"newsarchive/internal/health"
	"newsarchive/internal/news"
	"newsarchive/internal/pace"
)

// healthShort is the state of fetching a feed in a few words, for a column.
func healthShort(f shownFeed, now time.Time) string {
	return cmp.Or(f.Health.Short(now), "every "+pace.FormatInterval(time.Duration(f.State.Every)))
}

// healthLine is the state of fetching a feed in one line, with the reason.
func healthLine(f shownFeed, now time.Time) string {
	text := healthShort(f, now)
	if f.Health.State == health.Failing || f.Health.State == health.Gone {
		text = fmt.Sprintf("failing %d×", f.State.Failures)
	}
	if reason := health.Reason(f.Feed, f.Health); reason != "" {
		text += ": " + reason
	} else if f.State.Waits != "" {
		text += "; its host is left alone for now: " + f.State.Waits
	}
	if f.State.Faults > 0 {
		text += "; " + faultsLine(f)
	}
	return text
}

func faultsLine(f shownFeed) string {
	return fmt.Sprintf("%s could not be used: log --errors feed:%d", plural(f.State.Faults, "entry", "entries"), f.ID)
}

// healthNotes are the lines below a feed in a list.
func healthNotes(f shownFeed, now time.Time, zone *time.Location) (notes []string) {
	reason := health.Reason(f.Feed, f.Health)
	if f.Health.State == health.Overdue {
		reason = "" // it is that of all feeds
	}
	for _, note := range []string{reason, healthTimes(f, now, zone), windowLine(f)} {
		if note != "" {
			notes = append(notes, note)
		}
	}
	if f.State.Faults > 0 {
		notes = append(notes, faultsLine(f))
	}
	return notes
}

// windowLine says what a feed may have missed, and how to fetch it more often.
func windowLine(f shownFeed) string {
	if f.Health.Window == nil {
		return ""
	}
	every := time.Duration(f.State.Every)
	if !f.State.EverySet && every <= health.Interval(*f.Health.Window) {
		return health.Lost(*f.Health.Window) + "; now it is fetched every " + pace.FormatInterval(every)
	}
	return windowWords(f.Feed, *f.Health.Window)
}

// windowWords say what a feed may have missed, and what to do if a person has set
// its interval.
func windowWords(f news.Feed, w news.Window) string {
	if !f.State.EverySet {
		return health.Lost(w) + "; it is fetched more often from now on"
	}
	return fmt.Sprintf("%s: archive feed set %d --every %s", health.Lost(w), f.ID, health.Every(w))
}

// healthTimes says since when there is trouble, and when a feed is tried again.
func healthTimes(f shownFeed, now time.Time, zone *time.Location) string {
	switch f.Health.State {
	case health.Failing, health.Gone:
		return failingSince(f.State, zone) + "; next try " + nextTry(f.State, now, zone)
	case health.Silent:
		return "the last new item came " + moment(f.Health.Since, zone)
	case health.Overdue:
		return "due since " + moment(f.Health.Since, zone)
	case health.OK, health.New, health.Partial:
		if f.State.Waits != "" {
			return "next fetch " + nextTry(f.State, now, zone)
		}
	case health.Unfollowed:
	}
	return ""
}

// failingSince says since when a feed fails, and how often it was tried.
func failingSince(s *news.FeedState, zone *time.Location) string {
	parts := []string{"failing"}
	if !s.Failing.IsZero() {
		parts[0] += " since " + moment(s.Failing, zone)
	}
	if s.Failures > 1 {
		parts = append(parts, fmt.Sprintf("tried %d times", s.Failures))
	}
	if s.Succeeded.IsZero() {
		parts = append(parts, "never successful")
	}
	return strings.Join(parts, ", ")
}

// nextTry says when a feed may be fetched next, and why not before.
func nextTry(s *news.FeedState, now time.Time, zone *time.Location) string {
	next := s.Next
	if next.IsZero() {
		next = s.Due
	}
	if next.IsZero() || !next.After(now) {
		return "with the next sync"
	}
	text := "not before " + moment(next, zone)
	if s.Waits != "" {
		text += ", as its host is left alone until then: " + s.Waits
	}
	return text
}
