package fetch

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptrace"
	"net/netip"
	"net/url"
	"time"
)

const maxRedirects = 10

// Get fetches an address and follows up to 10 redirects. Every error is an
// *[Error]; with one, only Status, URL, RetryAfter and Bytes of the Response
// are set.
func (c *Client) Get(ctx context.Context, r Request) (Response, error) {
	u, path, err := target(r.URL)
	switch {
	case err != nil:
		return Response{}, r.fail(err)
	case u != nil && u.User != nil:
		return Response{}, r.fail(errLogin)
	case path != "" && !r.Trusted:
		return Response{}, r.fail(errUntrustedFile)
	case path != "":
		res, err := c.readFile(ctx, r, path)
		return res, r.fail(err)
	}
	t := &trip{Client: c, request: r, url: u, origin: origin(u), typed: u.Hostname(), trusted: r.Trusted, left: c.config.Timeout, permanent: true}
	res, err := t.run(ctx)
	res.URL = t.url.String()
	if err != nil {
		return Response{Status: res.Status, URL: res.URL, RetryAfter: res.RetryAfter, Bytes: res.Bytes}, t.fail(ctx, res, err)
	}
	if t.hops > 0 && t.permanent {
		res.Permanent = t.url.String()
	}
	return res, nil
}

// trip is the state of one request across its redirects.
type trip struct {
	*Client
	request   Request
	url       *url.URL
	origin    string // of the request: where user name and password go
	typed     string // the host that the person typed
	trusted   bool   // private addresses are still allowed
	public    bool   // an answer came from a public address
	permanent bool   // all redirects so far
	hops      int
	seen      []string
	cookies   http.CookieJar // of this request only
	left      time.Duration
}

func (t *trip) run(ctx context.Context) (Response, error) {
	for {
		t.seen = append(t.seen, t.state())
		res, next, err := t.hop(ctx)
		if err != nil || next == nil {
			return res, err
		}
		t.permanent = t.permanent && (res.Status == http.StatusMovedPermanently || res.Status == http.StatusPermanentRedirect)
		t.hops++
		t.trusted = t.request.Trusted && !t.public && next.Hostname() == t.typed
		t.url = next
		if err := t.loop(); err != nil {
			return res, err
		}
	}
}

// hop sends one request and reads the response. next is the target of a
// redirect, or nil.
func (t *trip) hop(ctx context.Context) (res Response, next *url.URL, err error) {
	release, err := t.hosts.wait(ctx, t.url.Host)
	if err != nil {
		return res, nil, err
	}
	defer release()
	begun := time.Now()
	defer func() { t.left -= time.Since(begun) }()
	ctx, cancel := context.WithTimeoutCause(ctx, t.left, errDeadline)
	defer cancel()

	req, err := http.NewRequestWithContext(httptrace.WithClientTrace(ctx, t.trace()), http.MethodGet, t.url.String(), nil)
	if err != nil {
		return res, nil, fmt.Errorf("%w: it cannot be read", ErrAddress)
	}
	req.Header = t.header(t.request)
	if r := t.request; (r.User != "" || r.Password != "") && origin(t.url) == t.origin {
		req.SetBasicAuth(r.User, r.Password)
	}
	t.giveCookies(req)
	way, err := t.transport(req, t.trusted)
	if err != nil {
		return res, nil, err
	}
	answer, err := way.RoundTrip(req)
	if err != nil {
		return res, nil, cause(ctx, err)
	}
	defer answer.Body.Close() //nolint:errcheck // read to its end, or given up
	t.takeCookies(answer)
	res, next, err = t.read(answer)
	return res, next, cause(ctx, err)
}

// trace records whether a response came from a public address.
func (t *trip) trace() *httptrace.ClientTrace {
	return &httptrace.ClientTrace{GotConn: func(info httptrace.GotConnInfo) {
		from, err := netip.ParseAddrPort(info.Conn.RemoteAddr().String())
		if err == nil && !t.guard.private(from.Addr()) {
			t.public = true
		}
	}}
}

// cause returns errDeadline when the timeout of the request caused an error.
func cause(ctx context.Context, err error) error {
	if err != nil && errors.Is(context.Cause(ctx), errDeadline) {
		return errDeadline
	}
	return err
}
