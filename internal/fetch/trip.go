package fetch

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptrace"
	"net/netip"
	"net/url"
	"slices"
	"strings"
	"time"
)

// errand is what a trip is made for: a feed or a page.
type errand interface {
	// ready returns how much time must have passed since the last request to
	// the host, or an error if the address must not be requested now.
	ready(ctx context.Context, u *url.URL) (gap time.Duration, err error)
	// prepare completes the header of a request.
	prepare(req *http.Request)
	// read reads a response that is no redirect.
	read(answer *http.Response) error
}

// Redirect is one redirect on the way to a page.
type Redirect struct {
	From   string
	Status int
	To     string
}

// trip is the state of one request across its redirects.
type trip struct {
	*Client
	errand
	request Request // what errors name, and whether it is trusted
	allowed []string
	form    url.Values // sent by POST; nil: GET
	cookies *cookies   // of this request only; nil: none

	url        *url.URL
	own        string // the origin of the request, for which its settings hold
	typed      string // the host that the person typed
	public     bool   // an answer came from a public address
	redirects  []Redirect
	seen       []string
	most       int // redirects
	left       time.Duration
	status     int // of the last response
	retryAfter time.Duration
	stage      stageCell
}

func (c *Client) trip(r Request, u *url.URL, e errand) *trip {
	return &trip{Client: c, errand: e, request: r, url: u, own: origin(u), typed: u.Hostname(), most: maxRedirects, left: c.config.Timeout}
}

// run sends requests until a response is no redirect.
func (t *trip) run(ctx context.Context) error {
	for {
		t.seen = append(t.seen, t.state())
		next, err := t.hop(ctx)
		if err != nil || next == nil {
			return err
		}
		t.redirects = append(t.redirects, Redirect{From: t.url.String(), Status: t.status, To: next.String()})
		if err := t.repost(next); err != nil {
			return err
		}
		t.url = next
		if err := t.loop(); err != nil {
			return err
		}
	}
}

// hop sends one request and reads the response. next is the target of a
// redirect, or nil.
func (t *trip) hop(ctx context.Context) (next *url.URL, err error) {
	gap, err := t.ready(ctx, t.url)
	if err != nil {
		return nil, err
	}
	release, err := t.turn(ctx, gap)
	if err != nil {
		return nil, err
	}
	defer release()
	begun := time.Now()
	defer func() { t.left -= time.Since(begun) }()
	ctx, cancel := context.WithTimeoutCause(ctx, t.left, errDeadline)
	defer cancel()
	t.stage.set(stageConnect)

	req, err := t.newRequest(ctx)
	if err != nil {
		return nil, err
	}
	transport, done, err := t.way(req)
	if err != nil {
		return nil, cause(ctx, err)
	}
	defer done()
	answer, err := transport.RoundTrip(req)
	if err != nil {
		return nil, cause(ctx, err)
	}
	defer answer.Body.Close() //nolint:errcheck // read to its end, or given up
	t.stage.set(stageBody)
	t.status, t.retryAfter = answer.StatusCode, retryAfter(answer.Header.Get("Retry-After"), t.config.Now())
	t.cookies.take(t.url, answer)
	next, err = redirect(answer, t.url, t.request.Private)
	if next != nil || err != nil {
		drain(answer.Body)
		return next, err
	}
	return nil, cause(ctx, t.read(answer))
}

// turn waits for the turn at the host.
func (t *trip) turn(ctx context.Context, gap time.Duration) (release func(), err error) {
	if waits := t.request.Waits; waits != nil && len(t.redirects) > 0 {
		waits(true)
		defer waits(false)
	}
	return t.hosts.wait(ctx, hostKey(t.url), gap)
}

func (t *trip) newRequest(ctx context.Context) (*http.Request, error) {
	method, content := http.MethodGet, ""
	if t.form != nil {
		method, content = http.MethodPost, t.form.Encode()
	}
	ctx = httptrace.WithClientTrace(ctx, t.trace())
	req, err := http.NewRequestWithContext(ctx, method, t.url.String(), strings.NewReader(content))
	if err != nil {
		return nil, fmt.Errorf("%w: it cannot be read", ErrAddress)
	}
	req.Header = http.Header{"User-Agent": {t.config.UserAgent}, "Accept-Encoding": {acceptEncoding}}
	if t.form != nil {
		req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	t.cookies.give(req)
	t.prepare(req)
	return req, nil
}

// trusts reports whether the address may be private. The trust ends once a
// redirect has passed through a public address.
func (t *trip) trusts(u *url.URL) bool {
	return !t.public && (t.request.Trusted && u.Hostname() == t.typed || slices.Contains(t.allowed, origin(u)))
}

// trace records whether a response came from a public address, and how far the
// request went.
func (t *trip) trace() *httptrace.ClientTrace {
	return t.stage.trace(&httptrace.ClientTrace{GotConn: func(info httptrace.GotConnInfo) {
		from, err := netip.ParseAddrPort(info.Conn.RemoteAddr().String())
		if err == nil && !t.guard.private(from.Addr()) {
			t.public = true
		}
	}})
}

// permanent reports whether there were redirects, all of them permanent.
func (t *trip) permanent() bool {
	return len(t.redirects) > 0 && !slices.ContainsFunc(t.redirects, func(r Redirect) bool {
		return r.Status != http.StatusMovedPermanently && r.Status != http.StatusPermanentRedirect
	})
}

// cause returns errDeadline when the timeout of the request caused an error.
func cause(ctx context.Context, err error) error {
	if err != nil && errors.Is(context.Cause(ctx), errDeadline) {
		return errDeadline
	}
	return err
}
