package fetch

import (
	"context"
	"net/http"
	"net/url"
	"time"
)

// PageRequest asks for a page, or sends a form. The zero values are those of a
// link that was found: bound by robots.txt, and to public addresses.
type PageRequest struct {
	URL string // an http or https address
	// Form, if not nil, is sent by POST, to the origin of URL only.
	Form url.Values
	// Trusted says that a person typed the address on this machine. Then its
	// host may be private. See the package comment.
	Trusted bool
	// Origins may be private too: those of feeds that a person typed, as
	// [Origin] writes them.
	Origins []string
	// IgnoreRobots says that robots.txt does not bind, as a person asks for this
	// very page. The gap between requests holds all the same.
	IgnoreRobots bool
	// Budget is that of the run; nil for no limit.
	Budget *Budget
	// MaxBytes is the longest body; Config.MaxPageBytes when zero.
	MaxBytes int64
}

// Page is what a server answered, whatever the status. With an error it is what
// is known so far: the redirects, and of a page that is too large, or broke off,
// all but the body.
type Page struct {
	Asked     string // the address of the request
	URL       string // the address that answered, after redirects
	Redirects []Redirect
	Status    int         // of the last response; 0 without one
	Header    http.Header // of the last response, without Set-Cookie
	// Body is unpacked, in the page's own charset. Of any other status than 200
	// and 203 it is as much as was to be had, at most 1 MiB.
	Body        []byte
	ContentType string // as the server declares it
	// RetryAfter is how long the server wants to be left alone; zero if it did
	// not say.
	RetryAfter time.Duration
	Bytes      int64     // the length of the body as it came, packed or not
	Fetched    time.Time // when the response began
}

// Page fetches a page and follows up to 10 redirects. A response of any status is
// an answer: 404, 410, 429 and 503 are no errors. Every error is an *[Error]; it
// is [ErrBudget], [ErrDisallowed] or [ErrRobots] where the page, or the address
// that it redirects to, may not be fetched now, or ever.
func (c *Client) Page(ctx context.Context, r PageRequest) (Page, error) {
	request := Request{URL: r.URL, Trusted: r.Trusted}
	u, err := pageURL(r.URL)
	if err != nil {
		return Page{Asked: r.URL}, request.fail(err)
	}
	v := &visit{client: c, request: r, page: Page{Asked: r.URL}, limit: r.MaxBytes}
	if v.limit <= 0 {
		v.limit = c.config.MaxPageBytes
	}
	t := c.trip(request, u, v)
	t.form, t.allowed = r.Form, r.Origins
	err = t.run(ctx)
	page := v.page
	page.URL, page.Redirects = t.url.String(), t.redirects
	page.Status, page.RetryAfter = t.status, t.retryAfter
	if err == nil {
		err = ctx.Err() // a body that was cut short by it is no answer
	}
	if err != nil {
		page.Body = nil
		return page, t.fail(ctx, err)
	}
	return page, nil
}

// visit is the errand of [Client.Page].
type visit struct {
	client  *Client
	request PageRequest
	page    Page
	limit   int64
	hosts   []string // that the budget has counted
}
