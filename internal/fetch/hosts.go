package fetch

import (
	"context"
	"net"
	"net/url"
	"strings"
	"sync"
	"time"
)

// hosts limits each host to one request at a time.
type hosts struct {
	mu    sync.Mutex
	turns map[string]*turn
}

// turn is the queue of one host.
type turn struct {
	free    chan struct{} // holds a token while no request runs
	waiting int           // requests that run or wait
	ended   time.Time     // when the last request ended
	gap     time.Duration // the longest that was asked for
}

func newHosts() *hosts { return &hosts{turns: map[string]*turn{}} }

// Host returns what one host is known by, whatever the scheme: its name, with the
// port unless that is usual. It returns "" for a file and for what is no address.
func Host(address string) string {
	u, _, err := target(address)
	if err != nil || u == nil {
		return ""
	}
	return hostKey(u)
}

// HostName returns the name of an address's host, without its port; "" for a file
// and for what is no address.
func HostName(address string) string {
	u, _, err := target(address)
	if err != nil || u == nil {
		return ""
	}
	return strings.TrimSuffix(u.Hostname(), ".")
}

// Local reports whether an address is a file, or on this machine.
func Local(address string) bool {
	u, path, err := target(address)
	return err == nil && (path != "" || isLoopback(u))
}

// Gap returns how long after the end of a feed's request the next one to its host
// may begin.
func (c *Client) Gap(address string) time.Duration {
	u, _, err := target(address)
	if err != nil || u == nil {
		return 0
	}
	return gap(c.config.MinDelay, feedGap, u)
}

// hostKey is what one host is known by, whatever the scheme.
func hostKey(u *url.URL) string {
	host := strings.TrimSuffix(u.Hostname(), ".")
	switch port := u.Port(); port {
	case "", "80", "443":
		return host
	default:
		return net.JoinHostPort(host, port)
	}
}

// wait blocks until no other request to the host runs and the last one ended a
// gap ago; call release at the end of the request. When ctx ends first, wait
// returns its error and a nil release.
func (h *hosts) wait(ctx context.Context, host string, gap time.Duration) (release func(), err error) {
	t := h.join(host, gap)
	select {
	case <-t.free:
	case <-ctx.Done():
		h.leave(host, t)
		return nil, ctx.Err()
	}
	if err := Sleep(ctx, time.Until(t.ended.Add(gap))); err != nil {
		t.free <- struct{}{}
		h.leave(host, t)
		return nil, err
	}
	return func() {
		t.ended = time.Now()
		t.free <- struct{}{}
		h.leave(host, t)
	}, nil
}

func (h *hosts) join(host string, gap time.Duration) *turn {
	h.mu.Lock()
	defer h.mu.Unlock()
	t := h.turns[host]
	if t == nil {
		t = &turn{free: make(chan struct{}, 1)}
		t.free <- struct{}{}
		h.turns[host] = t
	}
	t.waiting++
	t.gap = max(t.gap, gap)
	return t
}

// leave removes idle turns that no request needs to wait for. Where there are
// gaps, it does so only when there are at least 256.
func (h *hosts) leave(host string, t *turn) {
	h.mu.Lock()
	defer h.mu.Unlock()
	t.waiting--
	if t.gap <= 0 {
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
		if idle.waiting == 0 && now.After(idle.ended.Add(idle.gap)) {
			delete(h.turns, name)
		}
	}
}

// Sleep waits for a time, or returns the context's error.
func Sleep(ctx context.Context, d time.Duration) error {
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
