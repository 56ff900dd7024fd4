package fetch

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"time"
)

const (
	feedGap       = time.Second
	pageGap       = 2 * time.Second
	longestGap    = 30 * time.Second // of a Crawl-delay
	maxOtherBytes = 1 << 20          // of a body that is not the page
)

// pageURL reads the address of a page.
func pageURL(address string) (*url.URL, error) {
	u, path, err := target(address)
	switch {
	case err != nil:
		return nil, err
	case path != "":
		return nil, fmt.Errorf("%w: it is a file", ErrAddress)
	case u.User != nil:
		return nil, errLogin
	}
	u.Fragment, u.RawFragment = "", ""
	return u, nil
}

// ready asks the budget, then robots.txt.
func (v *visit) ready(ctx context.Context, u *url.URL) (time.Duration, error) {
	host, further := hostKey(u), len(v.hosts) > 0
	counts := v.request.Budget != nil && !slices.Contains(v.hosts, host)
	if counts {
		if err := v.request.Budget.take(host, further); err != nil {
			return 0, err
		}
	}
	gap, err := v.robots(ctx, u)
	switch {
	case err != nil && counts:
		v.request.Budget.giveBack(host, further)
	case err == nil:
		v.hosts = append(v.hosts, host)
	}
	return gap, err
}

// robots returns the gap that robots.txt and the settings ask for.
func (v *visit) robots(ctx context.Context, u *url.URL) (time.Duration, error) {
	gap := gap(v.client.config.PageGap, pageGap, u)
	if v.request.IgnoreRobots {
		return gap, nil
	}
	rules, err := v.client.robots.rules(ctx, v.client, u, v.request)
	if err != nil {
		return 0, err
	}
	path := u.EscapedPath()
	if u.RawQuery != "" || u.ForceQuery {
		path += "?" + u.RawQuery
	}
	if !rules.Allowed(path) {
		return 0, ErrDisallowed
	}
	return max(gap, min(rules.Delay(), longestGap)), nil
}

// gap is the time between two requests to a host: what is set, else the usual
// one, and none for loopback addresses.
func gap(set, usual time.Duration, u *url.URL) time.Duration {
	switch {
	case set != 0:
		return max(set, 0)
	case isLoopback(u):
		return 0
	}
	return usual
}

// isLoopback reports whether a host is written as an address of this machine.
func isLoopback(u *url.URL) bool {
	addrs := written(u)
	return len(addrs) == 1 && addrs[0].Unmap().IsLoopback()
}

func (v *visit) prepare(req *http.Request) {
	req.Header.Set("Accept", "text/html, application/xhtml+xml, text/plain;q=0.9, */*;q=0.8")
}

func (v *visit) read(answer *http.Response) (err error) {
	p := &v.page
	p.Fetched = v.client.config.Now()
	p.Header = answer.Header.Clone()
	p.Header.Del("Set-Cookie")
	p.Header.Del("Set-Cookie2")
	p.ContentType = answer.Header.Get("Content-Type")
	if complete(answer.StatusCode) {
		p.Body, p.Bytes, err = body(answer, v.limit)
		return err
	}
	p.Body, _, p.Bytes, _ = beginning(answer, min(v.limit, maxOtherBytes))
	return nil
}
