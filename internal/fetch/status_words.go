package fetch

import (
	"fmt"
	"net/http"
	"strings"
	"time"
)

// explainStatus sets kind, reason and hint by the HTTP status.
func (e *Error) explainStatus() {
	later := "try again later"
	if e.RetryAfter > 0 {
		later = "it asks to be left alone for " + span(e.RetryAfter)
	}
	const browser = "see whether a browser gets it"
	switch status := e.Status; {
	case status == http.StatusUnauthorized:
		e.set(ErrForbidden, "the server wants a user name and a password (401)", "give them: archive feed set FEED --login NAME:PASSWORD; they are sent to that scheme, host and port only")
	case status == http.StatusPaymentRequired:
		e.set(ErrForbidden, "the server gives it to subscribers only (402)", "look for an address for subscribers on the site")
	case status == http.StatusForbidden:
		e.set(ErrForbidden, "the server refuses access (403)", browser+"; if so, it may refuse programs: archive feed set FEED --user-agent TEXT gives it another name")
	case status == http.StatusUnavailableForLegalReasons:
		e.set(ErrForbidden, "the server withholds it for legal reasons (451), often from readers in some countries", browser)
	case status == http.StatusProxyAuthRequired:
		e.set(ErrForbidden, proxyLogin, proxyLoginHint)
	case status == http.StatusNetworkAuthenticationRequired:
		e.set(ErrForbidden, "the network wants you to sign in first (511), as in a hotel", "open any page in a browser and sign in")
	case status == http.StatusNotFound:
		e.set(ErrNotFound, "there is nothing at this address (404)", "check the spelling; it may have moved")
	case status == http.StatusGone:
		e.set(ErrGone, "it was removed for good (410)", "stop following it")
	case status == http.StatusTooManyRequests:
		e.set(ErrBusy, "the server was asked too often (429)", later)
	case status >= 500 && status <= 599:
		e.set(ErrServer, fmt.Sprintf("the server has a problem (%s)", named(status)), later)
	case status == http.StatusRequestTimeout, status == http.StatusTooEarly, status == http.StatusLocked:
		e.set(ErrServer, fmt.Sprintf("the server cannot answer now (%s)", named(status)), later)
	case status == http.StatusAccepted:
		e.set(ErrStatus, "the server puts us off (202), often to find out whether a person is asking", browser)
	case status == http.StatusBadRequest && strings.HasPrefix(e.URL, "http://"):
		e.set(ErrStatus, "the server does not understand the request (400)", "try https:// in place of http://, or "+browser)
	case status == http.StatusBadRequest:
		e.set(ErrStatus, "the server does not understand the request (400)", browser)
	default:
		e.set(ErrStatus, fmt.Sprintf("the server gave an answer that is of no use (%s)", named(status)), browser)
	}
}

// span is a length of time in the unit that suits it.
func span(d time.Duration) string {
	switch {
	case d >= 48*time.Hour:
		return fmt.Sprintf("%.0f days", d.Hours()/24)
	case d >= 2*time.Hour:
		return fmt.Sprintf("%.0f hours", d.Hours())
	case d >= 2*time.Minute:
		return fmt.Sprintf("%.0f minutes", d.Minutes())
	}
	return fmt.Sprintf("%.0f seconds", d.Seconds())
}

// named is a status with its name: 503 service unavailable.
func named(status int) string {
	name := http.StatusText(status)
	switch status { // Cloudflare, of the server behind it
	case 520:
		name = "Cloudflare: the site's server gave an answer that cannot be read"
	case 521:
		name = "Cloudflare: the site's server is down"
	case 522, 524:
		name = "Cloudflare: the site's server did not answer in time"
	case 523:
		name = "Cloudflare: the site's server cannot be reached"
	case 525, 526:
		name = "Cloudflare: the certificate of the site's server is not valid"
	case 530:
		name = "Cloudflare: the site's server cannot be found"
	default:
		name = strings.ToLower(name)
	}
	return strings.TrimSpace(fmt.Sprintf("%d %s", status, name))
}
