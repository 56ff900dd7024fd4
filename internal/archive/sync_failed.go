package archive

import (
	"context"
	"errors"
	"fmt"
	"time"

	"newsarchive/internal/fetch"
	"newsarchive/internal/news"
	"newsarchive/internal/private"
	"newsarchive/store"
)

const (
	// longestWait is the longest time between two attempts at a failing feed. No
	// feed is given up.
	longestWait = 24 * time.Hour
	// goneWait is the time between two attempts at a feed that its server says is
	// gone for good (410), and silentWait at one whose server has not answered for
	// store.LongSilence.
	goneWait   = 30 * 24 * time.Hour
	silentWait = 7 * 24 * time.Hour
)

// failed records a failed fetch. Secrets are removed from the error.
func (a *Archive) failed(ctx context.Context, s *Synced, hide private.Hider, err error) {
	s.Fetch.Kind = failureKind(err)
	var asked time.Duration
	if failed := (*fetch.Error)(nil); errors.As(err, &failed) {
		s.Fetch.Status, asked = failed.Status, failed.RetryAfter
		err = feedError{of: failed, feed: s.Feed.ID} // the report shows the feed's address itself
	}
	err = hide.Error(err)
	s.Err = err
	s.Fetch.Outcome, s.Fetch.Error = store.OutcomeFailed, err.Error()
	s.Fetch.Due = s.Fetch.At.Add(max(patience(s.Feed.State, s.Fetch), min(asked, longestWait)))
	if _, err := a.store.RecordFetch(ctx, s.Fetch); err != nil {
		s.Err = errors.Join(s.Err, fmt.Errorf("and the ledger could not be written: %w", err))
	}
}

// patience is the time until the next attempt at a feed whose fetch failed: the
// more often it failed, the longer.
func patience(st *news.FeedState, f store.Fetch) time.Duration {
	every := time.Duration(st.Every)
	silent := !st.Unreachable.IsZero() && f.At.Sub(st.Unreachable) >= store.LongSilence
	switch {
	case f.Kind == news.FailGone:
		return max(goneWait, every)
	case silent && (f.Kind.NoAnswer() || f.Kind == news.FailStranger):
		return max(silentWait, every)
	}
	wait := every
	for range st.Failures {
		if wait *= 2; wait >= longestWait {
			break
		}
	}
	return max(min(wait, longestWait), every)
}
