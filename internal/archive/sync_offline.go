package archive

import (
	"context"
	"errors"
	"net"
	"net/netip"
	"syscall"
	"time"

	"newsarchive/internal/fetch"
	"newsarchive/internal/news"
)

const (
	// hopelessAfter is how many hosts must have failed, and none answered, before a
	// sync stops to ask others.
	hopelessAfter = 8
	// resolveAtMost is how many other names are looked up to find out whether the
	// machine is online, and resolveFor for how long.
	resolveAtMost = 3
	resolveFor    = 5 * time.Second
)

// contact finds out whether this machine is online. Until a server has answered,
// failures that being offline may explain are held back: they are recorded once
// another feed is reached, and not at all if none is.
type contact struct {
	online  bool
	offline bool
	held    []visit
	hosts   map[string]bool
	names   int  // feeds whose names were not found, or with no route to their servers
	certain bool // one of these is no fault of the feed
	// others returns hosts of other feeds that were reached the last time.
	others func() ([]string, error)
}

// saw takes a feed and returns what is to be saved now.
func (c *contact) saw(v visit) []visit {
	if c.online || v.local {
		return []visit{v}
	}
	kind := kindOfAnswer(v)
	if v.putOff || kind == news.FailTimeout || kind == news.FailDNS || kind == news.FailNetwork || errors.Is(v.got.err, ErrSecret) {
		c.hold(v)
		return nil
	}
	c.online = true
	visits := append(c.held, v)
	c.held = nil
	return visits
}

func (c *contact) hold(v visit) {
	c.held = append(c.held, v)
	if v.putOff {
		return
	}
	if c.hosts == nil {
		c.hosts = map[string]bool{}
	}
	c.hosts[v.host] = true
	var name *net.DNSError
	err := v.got.err
	switch {
	case errors.As(err, &name):
		c.names++
		healthy := v.feed.State.Failures == 0 && !v.feed.State.Succeeded.IsZero()
		c.certain = c.certain || !name.IsNotFound || healthy && len(c.hosts) > 1
	case errors.Is(err, syscall.ENETUNREACH):
		c.names, c.certain = c.names+1, true
	case errors.Is(err, syscall.EHOSTUNREACH):
		c.names++
	}
}

// hopeless reports whether it is of no use to ask further hosts.
func (c *contact) hopeless() bool {
	return c.offline || !c.online && c.certain && len(c.hosts) >= hopelessAfter
}

// settle decides what the failures were that are held back, and returns them if
// they are the feeds' own. It returns nil if there are none.
func (c *contact) settle(ctx context.Context, resolve func(context.Context, string) error) []visit {
	if len(c.held) == 0 || c.offline {
		return nil
	}
	if c.names > 0 && c.certain && !c.resolves(ctx, resolve) {
		c.offline, c.held = true, nil
		return nil
	}
	c.online = true
	held := c.held
	c.held = nil
	return held
}

// resolves reports whether the name of any other feed's host is found.
func (c *contact) resolves(ctx context.Context, resolve func(context.Context, string) error) bool {
	hosts, err := c.others()
	if err != nil {
		return false
	}
	if resolve == nil {
		resolve = func(ctx context.Context, host string) error {
			_, err := net.DefaultResolver.LookupHost(ctx, host)
			return err
		}
	}
	for _, host := range hosts[:min(len(hosts), resolveAtMost)] {
		ctx, cancel := context.WithTimeout(ctx, resolveFor)
		err := resolve(ctx, host)
		cancel()
		if err == nil {
			return true
		}
	}
	return false
}

func (c *contact) err() error {
	if c.offline {
		return ErrOffline
	}
	return nil
}

// healthyHosts returns the names of hosts of followed feeds that were reached the
// last time and are not among these.
func (a *Archive) healthyHosts(ctx context.Context, but []news.Feed) (hosts []string, err error) {
	all, err := a.Followed(ctx)
	seen := map[string]bool{}
	for _, f := range but {
		seen[fetch.HostName(f.URL)] = true
	}
	for _, f := range all {
		name := fetch.HostName(f.URL)
		if seen[name] || name == "" || fetch.Local(f.URL) || f.State.Failures > 0 || f.State.Succeeded.IsZero() {
			continue
		}
		seen[name] = true
		if _, err := netip.ParseAddr(name); err != nil {
			hosts = append(hosts, name)
		}
	}
	return hosts, err
}
