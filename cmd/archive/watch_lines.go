package main

import (
	"strings"
	"time"

	"newsarchive/internal/archive"
	"newsarchive/internal/errkind"
	"newsarchive/store"
)

// waits prints the line of a round that has ended: what it brought, and when the
// next feed is due. A round in which no feed was due prints none, unless it is the
// first, nor does one that failed as the one before.
func (w *watcher) waits(next, due time.Time) {
	soonest := next
	if w.error == nil && due.After(next) {
		soonest = due
	}
	w.state.Scheduled(soonest)
	line := w.brought() + "; " + w.coming(next, due)
	w.service.status(line)
	if w.fetched() == 0 && w.said {
		return
	}
	w.said = true
	w.note("%s  %s", w.clock(), line)
}

// fetched is how many feeds of the round were not put off.
func (w *watcher) fetched() (n int) {
	for _, f := range w.last.Feeds {
		if f.Fetch.Outcome != store.OutcomePutOff {
			n++
		}
	}
	return n
}

// brought sums up a round.
func (w *watcher) brought() string {
	r, fetched := w.last, w.fetched()
	switch {
	case errkind.Is(archive.ErrOffline)(w.error):
		return "offline"
	case w.error != nil && r.At.IsZero():
		return "the sync failed"
	case fetched == 0:
		return "nothing was due"
	}
	parts := []string{plural(fetched, "feed fetched", "feeds fetched")}
	if n := r.Saved.Items; n > 0 {
		parts = append(parts, plural(n, "new item", "new items"))
	}
	if n := r.Saved.Changed; n > 0 {
		parts = append(parts, plural(n, "changed", "changed"))
	}
	if len(parts) == 1 && r.Failed < fetched {
		parts = append(parts, "nothing new")
	}
	if r.Failed > 0 {
		parts = append(parts, plural(r.Failed, "failed", "failed"))
	}
	return strings.Join(parts, ", ")
}

// coming says when the watch goes on.
func (w *watcher) coming(next, due time.Time) string {
	switch {
	case w.error != nil:
		return "tried again at " + w.at(next)
	case due.IsZero():
		return `no feed is followed: "archive feed add ADDRESS" follows one`
	case due.Before(next):
		due = next
	}
	return "the next feed is due at " + w.at(due)
}

// at is a time of today, or with its day.
func (w *watcher) at(t time.Time) string {
	now := w.now()
	t = t.In(now.Location())
	if t.YearDay() == now.YearDay() && t.Year() == now.Year() {
		return t.Format("15:04")
	}
	return t.Format("2006-01-02 15:04")
}

// clock is the present time: for a person at a terminal, or for a log.
func (w *watcher) clock() string {
	if w.err.Terminal {
		return w.now().Format("15:04")
	}
	return w.now().Format(time.RFC3339)
}
