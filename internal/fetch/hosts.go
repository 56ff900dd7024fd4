package fetch

import (
	"context"
	"sync"
	"time"
)

// hosts lets one request at a time pass to each host.
type hosts struct {
	delay time.Duration
	mu    sync.Mutex
	turns map[string]*turn
}

// turn is the right to ask one host.
type turn struct {
	free    chan struct{} // holds one token while nobody asks
	waiting int           // who asks or waits
	next    time.Time     // the earliest begin of the next request
}

func newHosts(delay time.Duration) *hosts {
	return &hosts{delay: delay, turns: map[string]*turn{}}
}

// wait waits for the host's turn; release gives it on. When the context ends
// first, its error is returned and nothing is to be released.
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

// leave forgets the turns that nobody waits for and that owe no delay. With
// a delay some stay until the map is looked through.
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
