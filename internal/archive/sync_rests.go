package archive

import (
	"context"
	"errors"
	"sync"
	"time"

	"newsarchive/internal/fetch"
	"newsarchive/internal/news"
	"newsarchive/store"
)

const (
	// hostBreaker is how the names of the breakers of hosts begin.
	hostBreaker = "host:"
	// A host that does not answer is left alone for a quarter of an hour, then for
	// twice as long each time, up to six hours.
	shortestRest = 15 * time.Minute
	longestRest  = 6 * time.Hour
)

// rests are the hosts that are left alone for now: because they asked for it
// (Retry-After; then the breaker counts no failures), or as they do not answer.
type rests struct {
	mu    sync.Mutex
	hosts map[string]store.Breaker
	now   func() time.Time
	// asked says that a person asks: then only what a server asked for counts, and
	// what happened since.
	asked bool
	fresh map[string]bool // set in this run
}

// newRests returns the rests that the archive knows of.
func (a *Archive) newRests(ctx context.Context, asked bool) (*rests, error) {
	known, err := a.store.Breakers(ctx, hostBreaker)
	return &rests{hosts: known, now: a.now, asked: asked, fresh: map[string]bool{}}, err
}

// of returns the breaker of a host that is left alone now.
func (r *rests) of(host string) (b store.Breaker, rests bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	b = r.hosts[host]
	return b, b.Until.After(r.now()) && (!r.asked || b.Failures == 0 || r.fresh[host])
}

// after notes how a request to a host ended. It returns the host's new breaker;
// changed is false if that is as it was.
func (r *rests) after(host string, kind news.FailureKind, err error) (b store.Breaker, changed bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	before := r.hosts[host]
	b = restAfter(before, kind, err, r.now())
	if b == before {
		return b, false
	}
	r.hosts[host], r.fresh[host] = b, true
	return b, true
}

// restAfter returns the breaker of a host after an answer, or none.
func restAfter(before store.Breaker, kind news.FailureKind, err error, now time.Time) store.Breaker {
	var failed *fetch.Error
	switch {
	case err == nil:
		return store.Breaker{}
	case !errors.As(err, &failed):
		return before // it was not asked
	case failed.RetryAfter > 0:
		return store.Breaker{Until: now.Add(min(failed.RetryAfter, longestWait)), Reason: failed.Reason}
	case kind.NoAnswer(), kind == news.FailBusy:
		wait := shortestRest
		for range min(before.Failures, 10) {
			wait *= 2
		}
		return store.Breaker{Until: now.Add(min(wait, longestRest)), Failures: before.Failures + 1, Reason: failed.Reason}
	case failed.Status > 0:
		return store.Breaker{}
	}
	return before
}

// saveRest keeps the breaker of a host.
func (a *Archive) saveRest(ctx context.Context, host string, b store.Breaker) {
	if err := a.store.SetBreaker(ctx, hostBreaker+host, b); err != nil && ctx.Err() == nil {
		a.log.Warn("that a host is left alone for now could not be kept", "host", host, "because", err)
	}
}

// nextFetches fills in when feeds may be fetched next.
func (a *Archive) nextFetches(ctx context.Context, feeds []news.Feed) error {
	known, err := a.store.Breakers(ctx, hostBreaker)
	if err != nil {
		return err
	}
	now := a.now()
	for _, f := range feeds {
		st := f.State
		st.Next = st.Due
		if b := known[fetch.Host(f.URL)]; b.Until.After(now) && b.Until.After(st.Due) {
			st.Next, st.Waits = b.Until, b.Reason
		}
	}
	return nil
}
