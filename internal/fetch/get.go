package fetch

import (
	"context"
	"net/http"
	"net/url"
	"time"

	"newsarchive/internal/access"
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
	f := &feed{config: c.config, request: r}
	t := c.trip(r, u, f)
	f.settings = t.settings
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
	settings func(*url.URL) access.Settings // those that hold for an address
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
	configure(req, f.settings(req.URL))
}

// configure adds what is set for the origin of a request.
func configure(req *http.Request, s access.Settings) {
	if s.UserAgent != "" {
		req.Header.Set("User-Agent", s.UserAgent)
	}
	switch {
	case s.Token != "":
		req.Header.Set("Authorization", "Bearer "+s.Token)
	case s.Login != access.Login{}:
		req.SetBasicAuth(s.User, s.Password)
	}
	for _, c := range s.Cookies() {
		if _, err := req.Cookie(c.Name); err != nil { // the server has set none on the way
			req.AddCookie(c)
		}
	}
	fields := s.Fields()
	for _, f := range fields {
		req.Header.Del(f.Name)
	}
	for _, f := range fields {
		req.Header.Add(f.Name, f.Value)
	}
}

// maxBytes is the longest body of a request.
func (c Config) maxBytes(r Request) int64 {
	if r.MaxBytes > 0 {
		return r.MaxBytes
	}
	return c.MaxBytes
}
