package archive

import (
	"context"
	"time"

	"newsarchive/internal/fetch"
)

const (
	// watchLeast is the least time between two rounds of a watch.
	watchLeast = time.Minute
	// watchMost is the longest time between two rounds: feeds that were added and
	// settings that were changed meanwhile are seen then.
	watchMost = 5 * time.Minute
	// watchStep is how long a wait sleeps before it looks at the clock again.
	watchStep = 15 * time.Second
)

// WatchOptions say what a watch does in its rounds and between them.
type WatchOptions struct {
	// Round does what one sync does, and returns when the next feed is due, as
	// [Archive.NextDue] does. It opens the archive and closes it again, so that
	// nothing is held between rounds and another database at the path is seen.
	Round func(context.Context) (due time.Time, err error)
	// Again reports whether a round that failed with this error is tried again. If
	// not, the watch ends with the error.
	Again func(error) bool
	// Waits, if not nil, is called before each wait with the time of the next round
	// and when the next feed is due, as Round returned it.
	Waits func(next, due time.Time)
	// Alive, if not nil, is called a few times a minute while the watch waits.
	Alive func()
	// Now is the clock; nil: the system's.
	Now func() time.Time
	// Sleep waits for a duration, and returns the context's error when the context
	// ends before; nil: by a timer.
	Sleep func(context.Context, time.Duration) error
}

// Watch runs rounds until the context ends, which is no error, or a round fails
// for good. The next round begins when the next feed is due: after one minute at
// least and five at most, by the wall clock, so that a machine that was suspended
// goes on as soon as it wakes up. After rounds that fail the wait becomes longer,
// from one minute to five.
func Watch(ctx context.Context, o WatchOptions) error {
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Sleep == nil {
		o.Sleep = fetch.Sleep
	}
	for failures := 0; ctx.Err() == nil; {
		due, err := o.Round(ctx)
		if ctx.Err() != nil {
			return nil //nolint:nilerr // it was told to end
		}
		now := o.now()
		next := now.Add(min(max(due.Sub(now), watchLeast), watchMost))
		switch {
		case err == nil:
			failures = 0
			if due.IsZero() {
				next = now.Add(watchMost)
			}
		case o.Again(err):
			next = now.Add(min(watchLeast<<failures, watchMost))
			failures = min(failures+1, 3)
		default:
			return err
		}
		if o.Waits != nil {
			o.Waits(next, due)
		}
		o.wait(ctx, next)
	}
	return nil
}

// wait waits until the clock shows a time. A timer stands still while the machine
// is suspended, and the clock may be set back: what comes first ends the wait.
func (o WatchOptions) wait(ctx context.Context, until time.Time) {
	for left := until.Sub(o.now()); left > 0; {
		step := min(left, watchStep)
		if o.Sleep(ctx, step) != nil {
			return
		}
		if o.Alive != nil {
			o.Alive()
		}
		left = min(left-step, until.Sub(o.now()))
	}
}

// now returns the time of the wall clock, without the monotonic reading.
func (o WatchOptions) now() time.Time { return o.Now().Round(0) }

// NextDue returns when the next followed feed is due and its host may be asked: a
// time that may have passed, or the zero time when no feed is followed.
func (a *Archive) NextDue(ctx context.Context) (next time.Time, err error) {
	feeds, err := a.Followed(ctx)
	if err == nil {
		err = a.nextFetches(ctx, feeds)
	}
	if err != nil {
		return next, err
	}
	now := a.now()
	for _, f := range feeds {
		due := f.State.Next
		if due.IsZero() || f.State.Fetched.After(now) { // as DueFeeds does
			due = now
		}
		if next.IsZero() || due.Before(next) {
			next = due
		}
	}
	return next, nil
}
