package fetch

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"strings"
	"time"
)

// The kinds of failure, for errors.Is.
var (
	ErrAddress = errors.New("not an address that can be fetched")
	ErrFile    = errors.New("the file cannot be read")
	ErrPrivate = errors.New("a private address")
	ErrPort    = errors.New("a forbidden port")
	ErrName    = errors.New("the host name cannot be looked up")
	ErrRefused = errors.New("the connection was refused")
	ErrNetwork = errors.New("the network failed")
	ErrTimeout = errors.New("no answer in time")
	ErrTLS     = errors.New("no secure connection")
	// The four that follow are ErrTLS too.
	ErrExpired   = fmt.Errorf("%w: a certificate out of its time", ErrTLS)
	ErrWrongHost = fmt.Errorf("%w: a certificate of another host", ErrTLS)
	ErrUnsigned  = fmt.Errorf("%w: a certificate that no trusted authority signed", ErrTLS)
	ErrNoTLS     = fmt.Errorf("%w: a server without TLS", ErrTLS)
	ErrProxy     = errors.New("the proxy failed")
	ErrRedirect  = errors.New("a bad redirect")
	ErrForbidden = errors.New("access refused") // 401, 403, 407, 451
	ErrNotFound  = errors.New("not found")      // 404
	ErrGone      = errors.New("gone for good")  // 410
	ErrBusy      = errors.New("asked to wait")  // 429
	ErrServer    = errors.New("server error")   // 5xx
	ErrStatus    = errors.New("unexpected status")
	ErrTooLarge  = errors.New("too large")
	ErrBroken    = errors.New("the answer broke off")
	ErrEncoding  = errors.New("the answer cannot be unpacked")

	// ErrResting is that of a feed whose host, or one that it redirects to, is
	// left alone for now (Config.Resting).
	ErrResting = errors.New("its host is left alone for now")
	// ErrBotCheck is the cause of an ErrForbidden: a page that checks for a person.
	ErrBotCheck = errors.New("a check for robots")

	// Of pages only.
	ErrDisallowed = errors.New("disallowed by robots.txt")
	ErrRobots     = errors.New("robots.txt cannot be fetched") // so nothing is allowed for now
	ErrBudget     = errors.New("its turn comes later")
)

// Internal causes, which explain turns into messages.
var (
	errStatus         = errors.New("status")
	errUnrequested304 = errors.New("not modified, unasked")
	errDeadline       = errors.New("our own deadline")
	errUnresolved     = fmt.Errorf("%w: before a proxy gets it", ErrName)
	errUntrustedFile  = errors.New("a file named by an untrusted link")
	errLogin          = fmt.Errorf("%w: it has a user name or password in it, which go to the server apart", ErrAddress)
)

// Error is a failed fetch. It matches its kind and its cause with errors.Is;
// a fetch that was cancelled matches [context.Canceled].
type Error struct {
	URL        string        // what was to be fetched, without user name and password; of a private address the host
	Status     int           // of the last answer, or 0
	Kind       error         // one of the ErrX of this package; nil when cancelled
	Reason     string        // what went wrong, in words, lower case
	Hint       string        // what to do about it; may be empty
	RetryAfter time.Duration // how long the server wants to be left alone, or 0
	Err        error         // the cause, or nil

	stage stage // how far the request went
}

// Error returns "fetch URL: reason; hint".
func (e *Error) Error() string {
	s := "fetch " + e.URL + ": " + e.Reason
	if e.Hint != "" {
		s += "; " + e.Hint
	}
	return s
}

// Unwrap returns the kind and the cause.
func (e *Error) Unwrap() []error {
	var all []error
	for _, err := range []error{e.Kind, e.Err} {
		if err != nil {
			all = append(all, err)
		}
	}
	return all
}

// fail puts a failure into words; nil remains nil.
func (r Request) fail(err error) error {
	if err == nil {
		return nil
	}
	e := &Error{URL: r.shown(r.URL), Err: err}
	e.explain()
	return e
}

// fail adds what is known of the answer.
func (t *trip) fail(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		err = ctx.Err() // whatever broke, broke because of that
	}
	e := &Error{URL: t.request.shown(t.request.URL), Status: t.status, RetryAfter: t.retryAfter, Err: err, stage: t.stage.load()}
	if errors.Is(err, errDeadline) {
		e.Err = context.DeadlineExceeded
		e.explainTimeout(" within " + t.config.Timeout.String())
	} else {
		e.explain()
		t.offerPin(e)
	}
	if len(t.redirects) > 0 && !errors.Is(err, ErrRedirect) {
		e.Reason += " (redirected to " + t.request.shown(t.url.String()) + ")"
	}
	return e
}

// shown is an address as errors name it: without user name and password, and
// of a private request no more than scheme and host.
func (r Request) shown(address string) string {
	u, err := url.Parse(address)
	switch {
	case r.Private && (err != nil || u.Host == ""):
		return "the private address"
	case err != nil:
		_, after, ok := strings.Cut(address, "@")
		if ok {
			return after
		}
		return address
	case r.Private:
		return u.Scheme + "://" + u.Host + "/…"
	case u.User != nil:
		u.User = nil
		return u.String()
	}
	return address
}
