package fetch

import (
	"context"
	"net/http"
	"net/url"
	"time"
)

// APIRequest asks the interface of another program, at an address that a person
// typed, for JSON.
type APIRequest struct {
	URL string
	// KeyField is the header field for Key, which is sent to the origin (scheme,
	// host and port) of URL and to no other.
	KeyField, Key string
	// MaxBytes is the longest body, unpacked.
	MaxBytes int64
}

// API asks for an address of an interface and follows redirects as [Client.Get]
// does. Every error is an *[Error].
func (c *Client) API(ctx context.Context, r APIRequest) (Response, error) {
	of := Request{URL: r.URL, Trusted: true}
	u, path, err := target(r.URL)
	switch {
	case err == nil && u != nil && u.User != nil:
		err = errLogin
	case err == nil && path != "":
		err = ErrAddress
	}
	if err != nil {
		return Response{}, of.fail(err)
	}
	a := &apiErrand{request: r, gap: c.config.MinDelay, origin: origin(u)}
	t := c.trip(of, u, a)
	if err := t.run(ctx); err != nil {
		return Response{Status: t.status, RetryAfter: t.retryAfter, URL: t.url.String()}, t.fail(ctx, err)
	}
	a.response.Status, a.response.URL = t.status, t.url.String()
	return a.response, nil
}

// apiErrand is the errand of [Client.API].
type apiErrand struct {
	request  APIRequest
	gap      time.Duration
	origin   string
	response Response
}

func (a *apiErrand) ready(context.Context, *url.URL) (time.Duration, error) { return a.gap, nil }

func (a *apiErrand) prepare(req *http.Request) {
	req.Header.Set("Accept", "application/json")
	if origin(req.URL) == a.origin {
		req.Header.Set(a.request.KeyField, a.request.Key)
	}
}

func (a *apiErrand) read(answer *http.Response) (err error) {
	if answer.StatusCode != http.StatusOK {
		drain(answer.Body)
		return errStatus
	}
	a.response.ContentType = answer.Header.Get("Content-Type")
	a.response.Body, a.response.Bytes, err = body(answer, a.request.MaxBytes)
	return err
}
