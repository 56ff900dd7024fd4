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
		later = "try again in " + e.RetryAfter.Round(time.Second).String()
	}
	switch status := e.Status; {
	case status == http.StatusUnauthorized:
		e.set(ErrForbidden, "the server wants a user name and a password (401)", "give them with the feed's address, as https://name:password@host/…; they are sent to that scheme, host and port only")
	case status == http.StatusForbidden, status == http.StatusUnavailableForLegalReasons:
		e.set(ErrForbidden, fmt.Sprintf("the server refuses to give it to us (%d)", status), "see whether a browser gets it")
	case status == http.StatusProxyAuthRequired:
		e.set(ErrForbidden, proxyLogin, proxyLoginHint)
	case status == http.StatusNotFound:
		e.set(ErrNotFound, "there is nothing at this address (404)", "check the spelling; it may have moved")
	case status == http.StatusGone:
		e.set(ErrGone, "it was removed for good (410)", "stop following it")
	case status == http.StatusTooManyRequests:
		e.set(ErrBusy, "the server was asked too often (429)", later)
	case status >= 500 && status <= 599:
		e.set(ErrServer, fmt.Sprintf("the server has a problem (%s)", named(status)), later)
	case status == http.StatusAccepted:
		e.set(ErrStatus, "the server puts us off (202), often to find out whether we are a person", "see whether a browser gets it")
	default:
		e.set(ErrStatus, fmt.Sprintf("the server gave an answer that is of no use (%s)", named(status)), "see whether a browser gets it")
	}
}

// named is a status with its name: 503 service unavailable.
func named(status int) string {
	return strings.TrimSpace(fmt.Sprintf("%d %s", status, strings.ToLower(http.StatusText(status))))
}
