package fetch

import (
	"context"
	"sync"
	"time"
)

// hosts limits each host to one request at a time.
type hosts struct {
	delay time.Duration
	mu    sync.Mutex
	turns map[string]*turn
}

// turn is the queue of one host.
type turn struct {
	free    chan struct{} // holds a token while no request runs
	waiting int           // requests that run or wait
	next    time.Time     // the earliest begin of the next request
}

func newHosts(delay time.Duration) *hosts {
	return &hosts{delay: delay, turns: map[string]*turn{}}
}

// wait blocks until a request to the host may begin; call release at its end.
// When ctx ends first, wait returns its error and a nil release.
func (h *hosts) wait(ctx context.Context, host string) (release func(), err error) {
	t := h.join(host)
	select {
	case <-t.free:
	case <-ctx.Done():
		h.leave(host, t)
		return nil, ctx.Err()
	}
	if err := sleep(ctx, time.Until(t.next)); err != nil {
		t.free <- struct{}{}
		h.leave(host, t)
		return nil, err
	}
	return func() {
		t.next = time.Now().Add(h.delay)
		t.free <- struct{}{}
		h.leave(host, t)
	}, nil
}

func (h *hosts) join(host string) *turn {
	h.mu.Lock()
	defer h.mu.Unlock()
	t := h.turns[host]
	if t == nil {
		t = &turn{free: make(chan struct{}, 1)}
		t.free <- struct{}{}
		h.turns[host] = t
	}
	t.waiting++
	return t
}

// leave removes idle turns whose delay has passed. With a delay, it does so only
// when there are at least 256.
func (h *hosts) leave(host string, t *turn) {
	h.mu.Lock()
	defer h.mu.Unlock()
	t.waiting--
	if h.delay <= 0 {
		if t.waiting == 0 {
			delete(h.turns, host)
		}
		return
	}
	if len(h.turns) < 256 {
		return
	}
	now := time.Now()
	for name, idle := range h.turns {
		if idle.waiting == 0 && now.After(idle.next) {
			delete(h.turns, name)
		}
	}
}

func sleep(ctx context.Context, d time.Duration) error {
	if d <= 0 {
		return nil
	}
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
