package fetch

import (
	"fmt"
	"net/http"
	"net/url"
	"slices"
)

// redirect returns where an answer leads, or nil when it is no redirect.
func redirect(answer *http.Response, from *url.URL) (*url.URL, error) {
	switch answer.StatusCode {
	case http.StatusMovedPermanently, http.StatusFound, http.StatusSeeOther,
		http.StatusTemporaryRedirect, http.StatusPermanentRedirect:
	default:
		return nil, nil
	}
	location := answer.Header.Get("Location")
	if location == "" {
		return nil, fmt.Errorf("%w: status %d without a new address", ErrRedirect, answer.StatusCode)
	}
	next, err := from.Parse(location)
	if err != nil {
		return nil, fmt.Errorf("%w: the new address %.200q cannot be read", ErrRedirect, location)
	}
	if err := checkURL(next); err != nil {
		return nil, fmt.Errorf("%w: the new address %.200q is no web address", ErrRedirect, location)
	}
	next.Fragment, next.RawFragment = "", ""
	// Name and password go on to the host they were meant for, never in the
	// clear when they came by https, and to no other.
	next.User = nil
	if next.Hostname() == from.Hostname() && (next.Scheme == from.Scheme || next.Scheme == "https") {
		next.User = from.User
	}
	return next, nil
}

// loop refuses a way that leads back to where it was, or on and on.
func (t *trip) loop() error {
	if slices.Contains(t.seen, t.place()) {
		return fmt.Errorf("%w: a loop that leads back to %s", ErrRedirect, t.url.Redacted())
	}
	if t.hops > maxRedirects {
		return fmt.Errorf("%w: more than %d redirects, the last to %s", ErrRedirect, maxRedirects, t.url.Redacted())
	}
	return nil
}
