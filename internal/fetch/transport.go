package fetch

import (
	"net"
	"net/http"
	"net/url"
	"syscall"
	"time"
)

func newTransport(control func(network, address string, _ syscall.RawConn) error, proxy func(*http.Request) (*url.URL, error)) *http.Transport {
	dialer := &net.Dialer{Timeout: 15 * time.Second, KeepAlive: 30 * time.Second, Control: control}
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

// transport chooses the way of one request. Through a proxy, addresses can
// only be checked as they are written.
func (c *Client) transport(req *http.Request, trusted bool) (http.RoundTripper, error) {
	if trusted {
		return c.open, nil
	}
	proxy, err := c.config.Proxy(req)
	if err != nil || proxy == nil {
		return c.guarded, err
	}
	if err := c.guard.written(req.URL); err != nil {
		return nil, err
	}
	return c.open, nil
}
