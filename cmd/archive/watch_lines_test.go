package main

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"syscall"
	"testing"
	"time"

	"newsarchive/internal/archive"
	"newsarchive/internal/notify"
	"newsarchive/store"
)

func newTestWatcher(now *time.Time) (w *watcher, said *strings.Builder) {
	said = &strings.Builder{}
	a := newApp(nil, io.Discard, said)
	a.now = func() time.Time { return *now }
	return &watcher{app: a, service: &service{app: a}, state: &archive.SyncState{}}, said
}

// What others cause is tried again from the start. Once a sync has succeeded, only
// what cannot get better ends a watch.
func TestWatchGoesOn(t *testing.T) {
	now := time.Date(2026, 1, 14, 8, 0, 0, 0, time.UTC)
	for _, test := range []struct {
		err             error
		atFirst, always bool
	}{
		{archive.ErrRunning, true, true},
		{archive.ErrOffline, true, true},
		{archive.ErrIndexLocked, true, true},
		{store.ErrLocked, true, true},
		{store.ErrFull, true, true},
		{syscall.ENOSPC, true, true},
		{store.ErrNoArchive, false, true}, // its disk may be back soon
		{store.ErrReadOnly, false, true},
		{&notify.Error{Name: "the mail", Reason: "failed"}, false, true},
		{errors.New("anything"), false, true},
		{usagef("wrong"), false, false},
		{store.ErrNewer, false, false},
		{store.ErrDamaged, false, false},
		{syscall.EPIPE, false, false},
	} {
		for began, want := range map[bool]bool{false: test.atFirst, true: test.always} {
			w, said := newTestWatcher(&now)
			w.began = began
			err := fmt.Errorf("open: %w", test.err)
			if got := w.again(err); got != want || got != strings.Contains(said.String(), test.err.Error()) {
				t.Errorf("%v, a sync has succeeded: %v; tried again: %v\n%s", test.err, began, got, said)
			}
		}
	}
}

// An error that stays the same is printed once an hour, with one line of a round.
func TestWatchSaysAnErrorOnce(t *testing.T) {
	now := time.Date(2026, 1, 14, 8, 0, 0, 0, time.UTC)
	w, said := newTestWatcher(&now)
	w.began = true
	for range 3 * 60 {
		w.error = store.ErrFull
		w.again(w.error)
		w.waits(now.Add(time.Minute), time.Time{})
		now = now.Add(time.Minute)
	}
	if n := strings.Count(said.String(), "the disk is full\n"); n != 3 {
		t.Errorf("printed %d times in three hours", n)
	}
	if n := strings.Count(said.String(), "the sync failed; tried again at"); n != 3 {
		t.Errorf("%d lines of rounds:\n%s", n, said)
	}
}

// The line of a round says what it brought and when the next feed is due; rounds
// without a feed say nothing.
func TestWatchLines(t *testing.T) {
	now := time.Date(2026, 1, 14, 23, 50, 0, 0, time.UTC)
	w, said := newTestWatcher(&now)
	round := func(r syncReport, due time.Duration) {
		r.At, w.last = now, r
		w.waits(now.Add(5*time.Minute), now.Add(due))
	}
	feeds := make([]syncedFeed, 3)
	feeds[2].Fetch.Outcome = store.OutcomePutOff
	round(syncReport{}, 7*time.Minute)
	round(syncReport{}, 2*time.Minute)
	round(syncReport{Feeds: feeds[2:]}, 2*time.Minute)
	round(syncReport{Feeds: feeds}, 7*time.Minute)
	round(syncReport{Feeds: feeds, Saved: store.Saved{Items: 3, Changed: 1}, Failed: 1}, time.Hour)
	round(syncReport{Feeds: feeds[:1], Failed: 1}, 7*time.Minute)
	w.waits(now, time.Time{})
	w.quiet = true
	round(syncReport{Feeds: feeds}, 7*time.Minute)
	want := `2026-01-14T23:50:00Z  nothing was due; the next feed is due at 23:57
2026-01-14T23:50:00Z  2 feeds fetched, nothing new; the next feed is due at 23:57
2026-01-14T23:50:00Z  2 feeds fetched, 3 new items, 1 changed, 1 failed; the next feed is due at 2026-01-15 00:50
2026-01-14T23:50:00Z  1 feed fetched, 1 failed; the next feed is due at 23:57
2026-01-14T23:50:00Z  1 feed fetched, 1 failed; no feed is followed: "archive feed add ADDRESS" follows one
`
	if said.String() != want {
		t.Errorf("got\n%swant\n%s", said, want)
	}
}
