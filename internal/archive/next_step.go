package archive

import (
	"errors"
	"fmt"
	"net/url"
	"regexp"
	"strings"

	"newsarchive/internal/fetch"
	"newsarchive/internal/news"
)

// anyFeed stands for the feed in the hints of internal/fetch, which knows none.
const anyFeed = "feed set FEED"

// feedError is a failed fetch of a feed that is followed, in words that do not
// repeat its address and say what to do for it.
type feedError struct {
	of   *fetch.Error
	feed int64
}

// Error returns the reason and what to do about it.
func (e feedError) Error() string {
	return strings.TrimSuffix(e.of.Reason+"; "+nextStep(e.feed, e.of), "; ")
}

// Unwrap returns the whole error.
func (e feedError) Unwrap() error { return e.of }

// nextStep says what to do about a failed fetch of a feed.
func nextStep(feed int64, e *fetch.Error) string {
	set := setAddress(feed)
	const again = "a sync tries again by itself"
	for _, known := range []struct {
		err  error
		step string
	}{
		{fetch.ErrGone, fmt.Sprintf(`"archive feed remove %d" stops following it and keeps its items; if it has moved: %s`, feed, set)},
		{fetch.ErrNotFound, lookMoved(feed)},
		{fetch.ErrRedirect, "see in a browser where the address leads, then: " + set},
		{fetch.ErrPort, "see in a browser where the address leads, then: " + set},
		{fetch.ErrNoTLS, "try http:// in place of https://: " + set},
		{fetch.ErrAddress, "to give its right address: " + set},
		{fetch.ErrRefused, again},
	} {
		if errors.Is(e, known.err) {
			return known.step
		}
	}
	switch {
	case errors.Is(e, fetch.ErrName) && strings.HasPrefix(e.Reason, "there is no host"):
		return lookMoved(feed)
	case e.RetryAfter > 0:
		return e.Hint + ", and " + again + " after that"
	case e.Hint == "try again later":
		return again
	}
	return strings.ReplaceAll(e.Hint, anyFeed, fmt.Sprintf("feed set %d", feed))
}

// lookMoved says what to do for a feed that may have moved.
func lookMoved(feed int64) string {
	return "see in a browser whether the feed has moved, then: " + setAddress(feed)
}

// setAddress is the command that gives a feed another address.
func setAddress(feed int64) string { return fmt.Sprintf("archive feed set %d --url ADDRESS", feed) }

// plainAddress matches addresses that no shell reads as anything else.
var plainAddress = regexp.MustCompile(`^[A-Za-z0-9:/._~%+,@-]+$`)

// typed is an address as a person may paste it into a shell; "ADDRESS" where that
// would not be safe.
func typed(address string) string {
	switch {
	case plainAddress.MatchString(address) && !strings.HasPrefix(address, "-"):
		return address
	case strings.ContainsFunc(address, func(r rune) bool { return r <= ' ' || r == '\'' || r == '"' || r == '\\' || r > '~' }):
		return "ADDRESS"
	}
	return "'" + address + "'"
}

// elsewhereFrom names the host that answered, if it is another than the feed's:
// networks that want a login first answer so.
func elsewhereFrom(f news.Feed, answered string) string {
	asked, err := url.Parse(f.URL)
	if err != nil {
		return ""
	}
	came, err := url.Parse(answered)
	if err != nil || came.Hostname() == "" || came.Hostname() == asked.Hostname() {
		return ""
	}
	return " (redirected to " + came.Hostname() + ")"
}
