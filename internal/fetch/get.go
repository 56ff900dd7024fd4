package fetch

import (
	"context"
	"net/http"
	"net/url"
	"time"
)

// Get fetches a feed, or a page in search of one, and follows up to 10
// redirects. Every error is an *[Error]; with one, only Status, URL, RetryAfter
// and Bytes of the Response are set.
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
	f := &feed{config: c.config, request: r, origin: origin(u)}
	t := c.trip(r, u, f)
	t.cookies = newCookies()
	err = t.run(ctx)
	res := f.response
	res.Status, res.RetryAfter, res.URL = t.status, t.retryAfter, t.url.String()
	if err != nil {
		return Response{Status: res.Status, URL: res.URL, RetryAfter: res.RetryAfter, Bytes: res.Bytes}, t.fail(ctx, err)
	}
	if t.permanent() {
		res.Permanent = res.URL
	}
	return res, nil
}

// feed is the errand of [Client.Get].
type feed struct {
	config   Config
	request  Request
	origin   string // of the request: where user name and password go
	response Response
}

func (f *feed) ready(_ context.Context, u *url.URL) (time.Duration, error) {
	if f.config.Resting != nil && f.config.Resting(hostKey(u)) {
		return 0, ErrResting
	}
	return gap(f.config.MinDelay, feedGap, u), nil
}

func (f *feed) prepare(req *http.Request) {
	r := f.request
	req.Header.Set("Accept", "application/atom+xml, application/rss+xml, application/feed+json, text/html, application/xml;q=0.9, */*;q=0.8")
	if validator(r.ETag) {
		req.Header.Set("If-None-Match", r.ETag)
	}
	if validator(r.LastModified) {
		req.Header.Set("If-Modified-Since", r.LastModified)
	}
	if (r.User != "" || r.Password != "") && origin(req.URL) == f.origin {
		req.SetBasicAuth(r.User, r.Password)
	}
}
