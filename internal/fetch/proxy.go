package fetch

import (
	"errors"
	"fmt"
	"net"
	"net/http"
)

// proxyError means that a proxy did not connect to a server.
type proxyError struct{ status int }

func (e *proxyError) Error() string { return "the proxy answered " + named(e.status) }

// explainProxy explains the failures of a proxy. None repeats its login.
func (e *Error) explainProxy(err error) bool {
	var refused *proxyError
	var op *net.OpError
	switch {
	case errors.As(err, &refused) && refused.status == http.StatusProxyAuthRequired:
		e.set(ErrProxy, proxyLogin, proxyLoginHint)
	case errors.As(err, &refused):
		e.set(ErrProxy, fmt.Sprintf("the proxy does not connect to the server (%s)", named(refused.status)), "try again later, or by another proxy")
	case errors.As(err, &op) && (op.Op == "proxyconnect" || op.Op == "socks connect"):
		e.set(ErrProxy, "the proxy cannot be used: "+innermost(op.Err), "check whether it runs, and its address: --proxy of the feed, else HTTPS_PROXY or HTTP_PROXY")
	default:
		return false
	}
	return true
}

const (
	proxyLogin     = "the proxy wants a user name and a password (407)"
	proxyLoginHint = "write them into its address: archive feed set FEED --proxy http://name:password@host:port, or HTTPS_PROXY"
)
