package fetch

import (
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
)

// redirect returns where an answer leads, or nil when it is no redirect.
// With private the errors do not repeat it.
func redirect(answer *http.Response, from *url.URL, private bool) (*url.URL, error) {
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
	said := fmt.Sprintf("%.200q", location)
	if strings.Contains(location, "@") {
		said = "(it has a user name in it)"
	}
	if private {
		said = "(it is not shown, as the feed is private)"
	}
	next, err := from.Parse(location)
	if err != nil {
		return nil, fmt.Errorf("%w: the new address %s cannot be read", ErrRedirect, said)
	}
	if err := checkURL(next); err != nil {
		return nil, fmt.Errorf("%w: the new address %s is no web address", ErrRedirect, said)
	}
	next.Fragment, next.RawFragment = "", ""
	next.User = nil // a stranger names nobody to us
	return next, nil
}

// loop refuses a way that leads back to where it was, or on and on.
func (t *trip) loop() error {
	if slices.Contains(t.seen, t.place()) {
		return fmt.Errorf("%w: a loop that leads back to %s", ErrRedirect, t.request.shown(t.url.String()))
	}
	if t.hops > maxRedirects {
		return fmt.Errorf("%w: more than %d redirects, the last to %s", ErrRedirect, maxRedirects, t.request.shown(t.url.String()))
	}
	return nil
}
