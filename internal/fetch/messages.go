package fetch

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/url"
	"strings"
	"syscall"
)

func (e *Error) set(kind error, reason, hint string) { e.Kind, e.Reason, e.Hint = kind, reason, hint }

// explain sets kind, reason and hint by the cause. All messages for people are
// made here and in explainStatus.
func (e *Error) explain() {
	var timeout net.Error
	switch err := e.Err; {
	case errors.Is(err, errStatus):
		e.Err = nil
		e.explainStatus()
	case errors.Is(err, ErrBotCheck):
		e.set(ErrForbidden, fmt.Sprintf("the site lets only browsers in: it checks for a person first (%d)", e.Status), "look for another address of the feed, or ask the site to let feed readers in")
	case errors.Is(err, errUnrequested304):
		e.set(ErrStatus, `the server says "not modified" (304) though it was not asked whether`, "try again later")
	case errors.Is(err, errUntrustedFile):
		e.set(ErrPrivate, "a file on this machine, named by a feed or a page", "files are read only when you name them yourself")
	case errors.Is(err, context.Canceled):
		e.set(nil, "interrupted", "")
	case errors.Is(err, context.DeadlineExceeded):
		e.explainTimeout(" in time")
	case errors.Is(err, errUnresolved):
		e.set(ErrName, "the host name cannot be looked up here, to check where the proxy would go ("+detail(err, errUnresolved)+")", "if the proxy refuses private addresses by itself, mark it as trusted")
	case errors.Is(err, ErrDisallowed):
		e.set(ErrDisallowed, "the site's robots.txt does not allow programs to fetch it by themselves", "a page that you ask for yourself may be fetched")
	case errors.Is(err, ErrRobots):
		e.set(ErrRobots, "the site's robots.txt cannot be fetched now ("+detail(err, ErrRobots)+"), so nothing is fetched from it", "try again later")
	case errors.Is(err, ErrBudget):
		e.set(ErrBudget, "enough was fetched for now ("+detail(err, ErrBudget)+")", "its turn comes later")
	case errors.Is(err, ErrResting):
		e.set(ErrResting, ErrResting.Error(), "its turn comes later")
	case errors.Is(err, ErrPrivate):
		e.set(ErrPrivate, "it leads to an address in a private network ("+detail(err, ErrPrivate)+"), which only you yourself may name", "if you trust it, give that address itself; a network that wants you to sign in first, as in a hotel, leads there too")
	case e.explainOwn(err), e.explainProxy(err), e.explainPin(err), e.explainTLS(err), e.explainNetwork(err):
	case errors.As(err, &timeout) && timeout.Timeout():
		e.explainTimeout(" in time")
	default:
		e.set(ErrNetwork, "the connection failed: "+innermost(err), "try again later")
	}
}

// explainOwn explains the errors of this package, whose text is the reason.
func (e *Error) explainOwn(err error) bool {
	for _, own := range []struct {
		kind error
		hint string
	}{
		{ErrAddress, "give an http or https address, or a file"},
		{ErrFile, "check the path; a web address begins with https://"},
		{ErrPort, "use the port of a web server"},
		{ErrRedirect, "open the address in a browser and use the one you end up at"},
		{ErrTooLarge, "it is hardly a feed or an article; for a feed, archive feed set FEED --max-size SIZE allows more"},
		{ErrBroken, "try again later"},
		{ErrEncoding, "try again later"},
	} {
		if errors.Is(err, own.kind) {
			reason := own.kind.Error()
			more := detail(err, own.kind)
			switch {
			case errors.Is(own.kind, ErrEncoding) && !strings.HasPrefix(more, "packed as"):
				reason += ": it is damaged, or not packed as the server says"
			case strings.HasPrefix(more, "after "):
				reason += " " + more
			case more != "":
				reason += ": " + more
			}
			e.set(own.kind, reason, own.hint)
			return true
		}
	}
	return false
}

func (e *Error) explainNetwork(err error) bool {
	var name *net.DNSError
	text := innermost(err)
	switch {
	case errors.As(err, &name) && name.IsNotFound:
		e.set(ErrName, "there is no host named "+name.Name, "check the spelling; the site may have moved or closed")
	case errors.As(err, &name):
		e.set(ErrName, "the host name "+name.Name+" cannot be looked up now", "check whether this machine is online")
	case errors.Is(err, syscall.ECONNREFUSED):
		e.set(ErrRefused, "the server refuses connections on that port", "check the port, or try again later")
	case errors.Is(err, syscall.ENETUNREACH), errors.Is(err, syscall.EHOSTUNREACH):
		e.set(ErrNetwork, "the server cannot be reached", "check whether this machine is online")
	case errors.Is(err, syscall.ECONNRESET), errors.Is(err, syscall.EPIPE), errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		e.set(ErrBroken, "the server closed the connection before it had answered", "try again later")
	case strings.Contains(text, "response headers exceeded"):
		e.set(ErrTooLarge, "the header of the answer does not end", "try again later")
	case strings.Contains(text, "malformed HTTP"), strings.Contains(text, "malformed MIME"):
		e.set(ErrNetwork, fmt.Sprintf("what answers there is not a web server: %.100s", text), "check the address and its port")
	case strings.Contains(text, "Content-Length"), strings.Contains(text, "chunk"):
		e.set(ErrBroken, fmt.Sprintf("the answer is not valid HTTP: %.100s", text), "try again later")
	default:
		return false
	}
	return true
}

// explainTimeout says what the time was spent on; within is how long that was.
func (e *Error) explainTimeout(within string) {
	switch e.stage {
	case stageLookup:
		e.set(ErrName, "the host name "+e.host()+" could not be looked up"+within, "check whether this machine is online")
	case stageConnect:
		e.set(ErrTimeout, "no connection to the server"+within, "try again later")
	case stageTLS:
		e.set(ErrTimeout, "the server did not complete the TLS handshake"+within, "try again later")
	case stageBody:
		e.set(ErrTimeout, "the answer began, but was not complete"+within, "try again later")
	default:
		e.set(ErrTimeout, "no answer"+within, "try again later")
	}
}

// host is the host of the address that was to be fetched.
func (e *Error) host() string {
	u, err := url.Parse(e.URL)
	if err != nil {
		return ""
	}
	return u.Hostname()
}

// detail is the text of an error after that of its kind.
func detail(err, kind error) string {
	text := err.Error()
	if at := strings.LastIndex(text, kind.Error()); at >= 0 {
		text = text[at+len(kind.Error()):]
	}
	return strings.TrimSpace(strings.TrimLeft(text, ":\n "))
}

// innermost is the text of the last error of a chain, which says what
// happened and not where.
func innermost(err error) string {
	for {
		inner := errors.Unwrap(err)
		if inner == nil {
			return err.Error()
		}
		err = inner
	}
}
