package fetch

import (
	"bytes"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"strings"
	"time"
)

// explainTLS explains why there is no secure connection. What is wrong with a
// certificate is told apart, as each asks for something else.
func (e *Error) explainTLS(err error) bool {
	var (
		unknown x509.UnknownAuthorityError
		name    x509.HostnameError
		invalid x509.CertificateInvalidError
		record  tls.RecordHeaderError
		alert   tls.AlertError
		verify  *tls.CertificateVerificationError
	)
	const look = "open the address in a browser to see its certificate"
	switch {
	case errors.As(err, &name):
		e.set(ErrWrongHost, "the server's certificate is not for "+name.Host+certified(name.Certificate), "check the spelling of the address")
	case errors.As(err, &invalid) && invalid.Reason == x509.Expired:
		e.set(ErrExpired, outOfTime(invalid.Cert, time.Now()), "check this machine's clock; else wait until the site has renewed it")
	case errors.As(err, &unknown) && selfSigned(unknown.Cert):
		e.set(ErrUnsigned, "the server signed its certificate itself, and no authority confirms it", look)
	case errors.As(err, &unknown):
		e.set(ErrUnsigned, "the server's certificate was signed by an authority that this machine does not trust", look)
	case errors.As(err, &record), strings.Contains(err.Error(), "server gave HTTP response to HTTPS client"):
		e.set(ErrNoTLS, "the server does not speak TLS there", "try http:// in place of https://")
	case errors.As(err, &verify):
		e.set(ErrTLS, "the server's certificate is not valid: "+innermost(err), look)
	case strings.Contains(err.Error(), "protocol version"):
		e.set(ErrTLS, "the server speaks an old version of TLS only, which is not safe", "ask the site to update its server")
	case errors.As(err, &alert), strings.Contains(err.Error(), "tls: "):
		e.set(ErrTLS, "no secure connection: "+strings.TrimPrefix(innermost(err), "tls: "), "try again later")
	default:
		return false
	}
	return true
}

// outOfTime says since when or until when a certificate is not valid.
func outOfTime(c *x509.Certificate, now time.Time) string {
	switch {
	case c == nil:
		return "the server's certificate has expired or is not yet valid"
	case now.Before(c.NotBefore):
		return "the server's certificate is not valid before " + c.NotBefore.UTC().Format(time.DateOnly)
	}
	return "the server's certificate expired on " + c.NotAfter.UTC().Format(time.DateOnly)
}

// certified names a host that a certificate is for.
func certified(c *x509.Certificate) string {
	switch {
	case c == nil:
		return ""
	case len(c.DNSNames) > 0:
		return " but for " + c.DNSNames[0]
	case len(c.IPAddresses) > 0:
		return " but for " + c.IPAddresses[0].String()
	}
	return ""
}

// selfSigned reports whether a certificate is its own authority.
func selfSigned(c *x509.Certificate) bool {
	return c != nil && bytes.Equal(c.RawIssuer, c.RawSubject)
}
