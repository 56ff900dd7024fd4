package fetch

import (
	"net"
	"net/http"
	"net/url"
	"syscall"
	"time"
)

func newTransport(resolver *net.Resolver, control func(network, address string, _ syscall.RawConn) error, proxy func(*http.Request) (*url.URL, error)) *http.Transport {
	dialer := &net.Dialer{Timeout: 15 * time.Second, KeepAlive: 30 * time.Second, Control: control, Resolver: resolver}
	return &http.Transport{
		Proxy:                  proxy,
		DialContext:            dialer.DialContext,
		ForceAttemptHTTP2:      true,
		DisableCompression:     true, // unpacked here, where the bytes are counted
		TLSHandshakeTimeout:    15 * time.Second,
		MaxIdleConns:           128,
		MaxIdleConnsPerHost:    2, // a host is asked one thing at a time
		IdleConnTimeout:        30 * time.Second,
		MaxResponseHeaderBytes: 256 << 10,
	}
}

// way chooses the transport of one request. Through a proxy, an address is
// checked before the proxy gets it; the proxy's own address is never checked.
func (t *trip) way(req *http.Request) (http.RoundTripper, error) {
	if t.trusts(req.URL) {
		return t.open, nil
	}
	proxy, err := t.config.Proxy(req)
	if err != nil || proxy == nil {
		return t.guarded, err
	}
	find := t.config.Lookup
	if t.config.TrustProxy {
		find = nil
	}
	if err := t.guard.proxied(req.Context(), req.URL, find); err != nil {
		return nil, err
	}
	t.public = true
	return t.open, nil
}
