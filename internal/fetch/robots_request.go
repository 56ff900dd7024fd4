package fetch

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"time"

	"newsarchive/internal/robots"
)

// fetchRobots asks a site for its file, wherever redirects lead. The file may be
// at a private address where the page may be.
func (c *Client) fetchRobots(ctx context.Context, of *url.URL, page PageRequest, now time.Time) (RobotsFile, error) {
	file := RobotsFile{Origin: origin(of), Fetched: now}
	u := &url.URL{Scheme: of.Scheme, Host: of.Host, Path: "/robots.txt"}
	r := &robotsRequest{client: c}
	t := c.trip(Request{URL: u.String(), Trusted: page.Trusted}, u, r)
	t.allowed, t.most = page.Origins, robotsHops
	err := t.run(ctx)
	file.Status, file.Body = t.status, r.body
	switch {
	case err == nil, errors.Is(err, ErrRedirect):
		return file, nil
	case t.status != 0:
		return file, fmt.Errorf("%w: %w", ErrRobots, err)
	}
	return file, err // as the page itself would fail
}

// robotsRequest is the errand of a robots.txt file.
type robotsRequest struct {
	client *Client
	body   []byte
}

func (r *robotsRequest) ready(_ context.Context, u *url.URL) (time.Duration, error) {
	return gap(r.client.config.PageGap, pageGap, u), nil
}

func (r *robotsRequest) prepare(req *http.Request) { req.Header.Set("Accept", "text/plain, */*;q=0.8") }

// read keeps one byte more than is read of a file, so that its last line is
// known to be cut.
func (r *robotsRequest) read(answer *http.Response) (err error) {
	if answer.StatusCode < 200 || answer.StatusCode > 299 {
		drain(answer.Body)
		return nil
	}
	r.body, _, _, err = beginning(answer, robots.MaxBytes+1)
	return err
}
