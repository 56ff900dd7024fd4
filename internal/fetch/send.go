package fetch

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/httptrace"
	"net/url"
	"strings"
	"time"

	"newsarchive/internal/access"
)

// maxAnswer is how much of the answer to a document is read, in bytes.
const maxAnswer = 4 << 10

// SendRequest is a document for an address that a person typed, such as a
// webhook. The address is a secret: errors name scheme and host of it.
type SendRequest struct {
	// URL is an http or https address. Its host may be private and its port any.
	// A user name and a password in it are sent by HTTP Basic.
	URL         string
	ContentType string
	Body        []byte
}

// SendResponse is what the server answered, whatever its status.
type SendResponse struct {
	Status     int
	RetryAfter time.Duration // how long the server wants to be left alone, or 0
	Text       string        // the beginning of a refusal (not 2xx), 4 KiB at most
}

// Send posts a document once. A redirect is an answer like any other and is not
// followed. Without an answer there is an *[Error].
func (c *Client) Send(ctx context.Context, r SendRequest) (SendResponse, error) {
	named := Request{URL: strings.TrimSpace(r.URL), Trusted: true, Private: true}
	req, err := c.newSendRequest(ctx, named.URL, r)
	if err != nil {
		return SendResponse{}, named.fail(err)
	}
	ctx, cancel := context.WithTimeoutCause(ctx, c.config.Timeout, errDeadline)
	defer cancel()
	var at stageCell
	res, err := c.send(req.WithContext(httptrace.WithClientTrace(ctx, at.trace(&httptrace.ClientTrace{}))))
	if err == nil {
		return res, nil
	}
	failed := &Error{URL: named.shown(named.URL), Status: res.Status, Err: cause(ctx, err), stage: at.load()}
	if failed.Err == errDeadline { //nolint:errorlint // cause returns it as it is
		failed.Err = context.DeadlineExceeded
		failed.explainTimeout(" within " + c.config.Timeout.String())
	} else {
		failed.explain()
	}
	return res, failed
}

func (c *Client) newSendRequest(ctx context.Context, address string, r SendRequest) (*http.Request, error) {
	u, err := url.Parse(address)
	if err != nil {
		return nil, fmt.Errorf("%w: it cannot be read", ErrAddress)
	}
	if err := checkURL(u); err != nil {
		return nil, err
	}
	login := u.User
	u.User, u.Fragment, u.RawFragment = nil, "", ""
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, u.String(), bytes.NewReader(r.Body))
	if err != nil {
		return nil, fmt.Errorf("%w: it cannot be read", ErrAddress)
	}
	req.Header = http.Header{"User-Agent": {c.config.UserAgent}, "Content-Type": {r.ContentType}}
	if login != nil {
		password, _ := login.Password()
		req.SetBasicAuth(login.Username(), password)
	}
	return req, nil
}

func (c *Client) send(req *http.Request) (SendResponse, error) {
	proxy, err := c.config.Proxy(req)
	if err != nil {
		return SendResponse{}, err
	}
	way, done := c.ways.take(proxy, access.Settings{})
	defer done()
	answer, err := way.open.RoundTrip(req)
	if err != nil {
		return SendResponse{}, err
	}
	defer answer.Body.Close() //nolint:errcheck // read as far as it is wanted
	res := SendResponse{Status: answer.StatusCode, RetryAfter: retryAfter(answer.Header.Get("Retry-After"), c.config.Now())}
	if res.Status >= 200 && res.Status <= 299 {
		return res, nil // it has the document, whatever it goes on to say
	}
	text, err := io.ReadAll(io.LimitReader(answer.Body, maxAnswer))
	res.Text = string(text)
	return res, err
}
