package notify

import (
	"context"
	"errors"
	"fmt"
	"time"

	"newsarchive/internal/fetch"
)

// Sender is one way of delivery.
type Sender interface {
	// Name is what messages call it: "the program tee".
	Name() string
	// Fit returns the news as far as one delivery holds it: each topic keeps
	// some of its first events, maybe none. There is always one event.
	Fit(n News) News
	// Send tries once to deliver news that fits. A failure is an *[Error],
	// without its name and its number of tries.
	Send(ctx context.Context, n News) error
}

// waits are the times between the tries.
func waits() []time.Duration { return []time.Duration{2 * time.Second, 8 * time.Second} }

// Options bound a delivery.
type Options struct {
	// Limit is the time for all tries and the waits between them.
	Limit time.Duration
	// Wait waits, or returns the context's error; [fetch.Sleep] when nil.
	Wait func(context.Context, time.Duration) error
}

// Error is a failed delivery.
type Error struct {
	Name   string        // of the way
	Reason string        // what went wrong, after the name: "failed: exit status 1"
	Hint   string        // what to do about it; may be empty
	Tries  int           // how often it was tried
	Final  bool          // trying again would not help
	After  time.Duration // how long the receiver wants to be left alone, or 0
	Err    error         // the cause, or nil
}

// Error returns name, reason, tries and hint.
func (e *Error) Error() string {
	text := e.Name + " " + e.Reason
	if e.Tries > 1 {
		text += fmt.Sprintf(" (tried %d times)", e.Tries)
	}
	if e.Hint != "" {
		text += "; " + e.Hint
	}
	return text
}

// Unwrap returns the cause.
func (e *Error) Unwrap() error { return e.Err }

// Deliver delivers news, and tries again after a failure that may pass: three
// times in all, after 2 and 8 seconds, or as much later as the receiver asks
// for, within the limit. The error is an *[Error], or the context's.
func Deliver(ctx context.Context, s Sender, n News, o Options) error {
	if o.Wait == nil {
		o.Wait = fetch.Sleep
	}
	run, cancel := context.WithTimeout(ctx, o.Limit)
	defer cancel()
	waits := waits()
	for try := 1; ; try++ {
		err := s.Send(run, n)
		switch {
		case err == nil:
			return nil
		case ctx.Err() != nil:
			return ctx.Err()
		}
		failed := failure(s, err, try)
		if failed.Final || run.Err() != nil || try > len(waits) {
			return failed
		}
		wait := max(waits[try-1], failed.After)
		if end, _ := run.Deadline(); time.Until(end) < wait {
			failed.Reason += fmt.Sprintf("; the next try would come in %s, beyond the limit of %s", wait, o.Limit)
			return failed
		}
		if err := o.Wait(run, wait); err != nil {
			if ctx.Err() != nil {
				return ctx.Err()
			}
			return failed
		}
	}
}

// failure is the error of a try with all that is known of it.
func failure(s Sender, err error, try int) *Error {
	var failed *Error
	if !errors.As(err, &failed) {
		failed = &Error{Reason: "failed: " + err.Error(), Err: err}
	}
	failed.Name, failed.Tries = s.Name(), try
	return failed
}
