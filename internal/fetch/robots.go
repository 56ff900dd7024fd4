package fetch

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"sync"
	"time"

	"newsarchive/internal/robots"
)

const (
	robotsFresh = 24 * time.Hour      // RFC 9309, section 2.4
	robotsRetry = time.Hour           // after a failure
	robotsStale = 30 * 24 * time.Hour // how long the last file holds while there is no newer one
	robotsHops  = 5                   // redirects; RFC 9309, section 2.3.1.2
)

// RobotsFile is what a site answered for its robots.txt.
type RobotsFile struct {
	Origin  string // scheme://host:port
	Status  int    // 3xx where redirects did not end
	Body    []byte // of status 2xx, at most 500 KiB
	Fetched time.Time
}

// rules returns what a file allows (RFC 9309, section 2.3.1): without one, all is
// allowed; where the server fails, nothing is.
func (f RobotsFile) rules(product string) (robots.Rules, error) {
	switch {
	case f.failed():
		return robots.Rules{}, fmt.Errorf("%w: %s", ErrRobots, named(f.Status))
	case f.Status <= 299:
		return robots.Parse(f.Body, product), nil
	}
	return robots.AllowAll(), nil
}

// failed reports whether the server could not say what it allows.
func (f RobotsFile) failed() bool { return f.Status < 200 || f.Status > 499 }

func (f RobotsFile) until() time.Time {
	if f.failed() {
		return f.Fetched.Add(robotsRetry)
	}
	return f.Fetched.Add(robotsFresh)
}

// RobotsCache keeps the files. An implementation reports its own failures; here
// they only cost another request. It must be safe for concurrent use.
type RobotsCache interface {
	// Get returns the last file of an origin, however old, and whether there
	// is one.
	Get(ctx context.Context, origin string) (RobotsFile, bool)
	Put(ctx context.Context, file RobotsFile)
}

// robotsFiles has the rules of the sites of this run.
type robotsFiles struct {
	mu    sync.Mutex
	sites map[string]*site
}

type site struct {
	free  chan struct{} // holds a token while nobody reads or fetches
	rules robots.Rules
	err   error // why there are none
	until time.Time
}

func newRobotsFiles() *robotsFiles { return &robotsFiles{sites: map[string]*site{}} }

// maxSites is how many sites are remembered.
const maxSites = 1024

func (f *robotsFiles) site(origin string) *site {
	f.mu.Lock()
	defer f.mu.Unlock()
	s := f.sites[origin]
	if s == nil {
		if len(f.sites) >= maxSites {
			clear(f.sites)
		}
		s = &site{free: make(chan struct{}, 1)}
		s.free <- struct{}{}
		f.sites[origin] = s
	}
	return s
}

// rules returns the rules of a site: from memory, from the cache, or by fetching
// its file, on behalf of a page.
func (f *robotsFiles) rules(ctx context.Context, c *Client, of *url.URL, page PageRequest) (robots.Rules, error) {
	s := f.site(origin(of))
	select {
	case <-s.free:
	case <-ctx.Done():
		return robots.Rules{}, ctx.Err()
	}
	defer func() { s.free <- struct{}{} }()
	if now := c.config.Now(); !now.Before(s.until) {
		s.load(ctx, c, of, page, now)
	}
	return s.rules, s.err
}

// load reads a site's file from the cache, or fetches it. Where that fails, an
// older file holds.
func (s *site) load(ctx context.Context, c *Client, of *url.URL, page PageRequest, now time.Time) {
	kept := c.keptRobots(ctx, origin(of))
	if until := kept.until(); now.Before(until) && !now.Before(kept.Fetched) {
		s.set(kept, c.product(), until)
		return
	}
	file, err := c.fetchRobots(ctx, of, page, now)
	switch failed := err != nil || file.failed(); {
	case ctx.Err() != nil:
		s.err, s.until = ctx.Err(), now
	case failed && !kept.failed() && now.Sub(kept.Fetched) < robotsStale:
		s.set(kept, c.product(), now.Add(robotsRetry))
	case errors.Is(err, ErrPrivate): // another page may be trusted
		s.err, s.until = err, now
	case err != nil:
		s.err, s.until = err, now.Add(robotsRetry)
	default:
		s.set(file, c.product(), file.until())
		if c.config.Robots != nil {
			c.config.Robots.Put(ctx, file)
		}
	}
}

func (s *site) set(file RobotsFile, product string, until time.Time) {
	s.rules, s.err = file.rules(product)
	s.until = until
}

func (c *Client) product() string { return robots.Product(c.config.UserAgent) }

func (c *Client) keptRobots(ctx context.Context, origin string) RobotsFile {
	if c.config.Robots == nil {
		return RobotsFile{}
	}
	file, _ := c.config.Robots.Get(ctx, origin)
	return file
}
