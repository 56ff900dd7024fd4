package fetch

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"net"
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
		e.set(ErrTimeout, "the time for it ran out", "try again later")
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
		e.set(ErrPrivate, "it leads to an address in a private network ("+detail(err, ErrPrivate)+"), which only you yourself may name", "if you trust it, give that address itself")
	case e.explainOwn(err), e.explainTLS(err), e.explainNetwork(err):
	case errors.As(err, &timeout) && timeout.Timeout():
		e.set(ErrTimeout, "the server did not answer in time", "try again later")
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
		{ErrTooLarge, "it is hardly a feed or an article"},
		{ErrBroken, "try again later"},
		{ErrEncoding, "try again later"},
	} {
		if errors.Is(err, own.kind) {
			reason := own.kind.Error()
			if more := detail(err, own.kind); more != "" {
				reason += ": " + more
			}
			e.set(own.kind, reason, own.hint)
			return true
		}
	}
	return false
}

func (e *Error) explainTLS(err error) bool {
	var (
		unknown x509.UnknownAuthorityError
		name    x509.HostnameError
		invalid x509.CertificateInvalidError
		record  tls.RecordHeaderError
		alert   tls.AlertError
		verify  *tls.CertificateVerificationError
	)
	const hint = "open the address in a browser to see its certificate"
	switch {
	case errors.As(err, &name):
		e.set(ErrTLS, "the server's certificate is not for "+name.Host, "check the spelling of the address")
	case errors.As(err, &invalid) && invalid.Reason == x509.Expired:
		e.set(ErrTLS, "the server's certificate has expired or is not yet valid", "check this machine's clock, else try again in some days")
	case errors.As(err, &unknown):
		e.set(ErrTLS, "the server's certificate was signed by an authority that this machine does not trust", hint)
	case errors.As(err, &record), strings.Contains(err.Error(), "server gave HTTP response to HTTPS client"):
		e.set(ErrTLS, "the server does not speak TLS there", "try http:// in place of https://")
	case errors.As(err, &verify):
		e.set(ErrTLS, "the server's certificate is not valid: "+innermost(err), hint)
	case errors.As(err, &alert), strings.Contains(err.Error(), "tls: "):
		e.set(ErrTLS, "no secure connection: "+innermost(err), "try again later")
	default:
		return false
	}
	return true
}

func (e *Error) explainNetwork(err error) bool {
	var name *net.DNSError
	switch {
	case errors.As(err, &name) && name.IsNotFound:
		e.set(ErrName, "there is no host named "+name.Name, "check the spelling")
	case errors.As(err, &name):
		e.set(ErrName, "the host name "+name.Name+" cannot be looked up now", "check whether this machine is online")
	case errors.Is(err, syscall.ECONNREFUSED):
		e.set(ErrRefused, "the server refuses connections on that port", "check the port, or try again later")
	case errors.Is(err, syscall.ENETUNREACH), errors.Is(err, syscall.EHOSTUNREACH):
		e.set(ErrNetwork, "the server cannot be reached", "check whether this machine is online")
	case errors.Is(err, syscall.ECONNRESET), errors.Is(err, syscall.EPIPE), errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		e.set(ErrBroken, "the server closed the connection", "try again later")
	default:
		return false
	}
	return true
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
