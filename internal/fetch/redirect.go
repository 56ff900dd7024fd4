package fetch

import (
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
)

// maxRedirects is how many redirects are followed.
const maxRedirects = 10

// redirect returns the target of a redirect, or nil for any other response.
// With private, errors do not contain it.
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
	shown := fmt.Sprintf("%.200q", location)
	if strings.Contains(location, "@") {
		shown = "(it has a user name in it)"
	}
	if private {
		shown = "(it is not shown, as the feed is private)"
	}
	next, err := from.Parse(location)
	if err != nil {
		return nil, fmt.Errorf("%w: the new address %s cannot be read", ErrRedirect, shown)
	}
	if err := checkURL(next); err != nil {
		return nil, fmt.Errorf("%w: the new address %s is no web address", ErrRedirect, shown)
	}
	next.Fragment, next.RawFragment = "", ""
	next.User = nil // credentials from a redirect are not used
	return next, nil
}

// repost decides whether a form goes to the target of a redirect as well (RFC
// 9110, section 15.4). It is sent to its own origin only.
func (t *trip) repost(next *url.URL) error {
	if t.form == nil {
		return nil
	}
	if t.status != http.StatusTemporaryRedirect && t.status != http.StatusPermanentRedirect {
		t.form = nil
		return nil
	}
	if origin(next) != origin(t.url) {
		return fmt.Errorf("%w: the form would go to another server, %s", ErrRedirect, next.Host)
	}
	return nil
}

// loop returns an error for a redirect loop and for too many redirects.
func (t *trip) loop() error {
	if slices.Contains(t.seen, t.state()) {
		return fmt.Errorf("%w: a loop that leads back to %s", ErrRedirect, t.request.shown(t.url.String()))
	}
	if len(t.redirects) > t.most {
		return fmt.Errorf("%w: more than %d redirects, the last to %s", ErrRedirect, t.most, t.request.shown(t.url.String()))
	}
	return nil
}

// state is an address, the method, and the cookies that will be sent to it: a
// redirect back to the same address with another of them is not a loop.
func (t *trip) state() string {
	state := t.cookies.state(t.url)
	if t.form != nil {
		state += " POST"
	}
	return state
}
