package fetch

import (
	"bytes"
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptrace"
	"net/url"
	"time"

	"newsarchive/internal/access"
)

// CallRequest is one request to the interface of a server that a person named. Its
// host may be private and its port any.
type CallRequest struct {
	Method string // of HTTP
	// URL is an http or https address without a user name and a password.
	URL string
	access.Settings
	ContentType string // of Body
	Body        []byte
	MaxBytes    int64 // of the answer, unpacked
}

// CallResponse is what the server answered, whatever its status.
type CallResponse struct {
	Status      int
	ContentType string
	RetryAfter  time.Duration // how long the server wants to be left alone, or 0
	Body        []byte
}

// Call sends a request once. A redirect is an answer like any other and is not
// followed, so that credentials reach no other server. Without an answer there is
// an *[Error].
func (c *Client) Call(ctx context.Context, r CallRequest) (CallResponse, error) {
	named := Request{URL: r.URL, Trusted: true}
	req, err := c.newCall(ctx, r)
	if err != nil {
		return CallResponse{}, named.fail(err)
	}
	within, cancel := context.WithTimeoutCause(ctx, c.config.Timeout, errDeadline)
	defer cancel()
	var at stageCell
	res, err := c.call(req.WithContext(httptrace.WithClientTrace(within, at.trace(&httptrace.ClientTrace{}))), r)
	if err == nil {
		return res, nil
	}
	if ctx.Err() != nil {
		return res, named.fail(ctx.Err())
	}
	failed := &Error{URL: named.shown(r.URL), Status: res.Status, RetryAfter: res.RetryAfter, Err: cause(within, err), stage: at.load()}
	if failed.Err == errDeadline { //nolint:errorlint // cause returns it as it is
		failed.Err = context.DeadlineExceeded
		failed.explainTimeout(" within " + c.config.Timeout.String())
	} else {
		failed.explain()
		failed.pinCall(err)
	}
	return res, failed
}

// pinCall says which pin would trust the certificate of a server.
func (e *Error) pinCall(err error) {
	var pin *pinError
	var unverified *tls.CertificateVerificationError
	switch {
	case errors.As(err, &pin):
		e.Hint = "find out whether the server has a new key, or another answers in its place; --pin " + pin.got.String() + " accepts it"
	case errors.As(err, &unverified) && len(unverified.UnverifiedCertificates) > 0:
		e.Hint += "; if you trust this very server: --pin " + access.PinOf(unverified.UnverifiedCertificates[0]).String()
	}
}

func (c *Client) newCall(ctx context.Context, r CallRequest) (*http.Request, error) {
	u, err := url.Parse(r.URL)
	if err != nil {
		return nil, fmt.Errorf("%w: it cannot be read", ErrAddress)
	}
	if u.User != nil {
		return nil, errLogin
	}
	if err := checkURL(u); err != nil {
		return nil, err
	}
	req, err := http.NewRequestWithContext(ctx, r.Method, u.String(), bytes.NewReader(r.Body))
	if err != nil {
		return nil, fmt.Errorf("%w: it cannot be read", ErrAddress)
	}
	req.Header = http.Header{"User-Agent": {c.config.UserAgent}, "Accept": {"application/json"}}
	if r.ContentType != "" {
		req.Header.Set("Content-Type", r.ContentType)
	}
	configure(req, r.Settings)
	return req, nil
}

func (c *Client) call(req *http.Request, r CallRequest) (CallResponse, error) {
	proxy := r.ProxyURL()
	if proxy == nil {
		var err error
		if proxy, err = c.config.Proxy(req); err != nil {
			return CallResponse{}, err
		}
	}
	way, done := c.ways.take(proxy, r.Settings)
	defer done()
	answer, err := way.open.RoundTrip(req)
	if err != nil {
		return CallResponse{}, err
	}
	defer answer.Body.Close() //nolint:errcheck // read to its end, or given up
	res := CallResponse{
		Status: answer.StatusCode, ContentType: answer.Header.Get("Content-Type"),
		RetryAfter: retryAfter(answer.Header.Get("Retry-After"), c.config.Now()),
	}
	res.Body, _, err = body(answer, r.MaxBytes)
	return res, err
}
