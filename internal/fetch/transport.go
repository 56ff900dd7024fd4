package fetch

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"net"
	"net/http"
	"net/url"
	"syscall"
	"time"
)

// handshake is the longest that a TLS handshake may take.
const handshake = 15 * time.Second

func newTransport(resolver *net.Resolver, control func(network, address string, _ syscall.RawConn) error, proxy *url.URL, secure *tls.Config) *http.Transport {
	dialer := &net.Dialer{Timeout: 15 * time.Second, KeepAlive: 30 * time.Second, Control: control, Resolver: resolver}
	t := &http.Transport{
		DialContext:            dialer.DialContext,
		TLSClientConfig:        secure,
		ForceAttemptHTTP2:      true,
		DisableCompression:     true, // unpacked here, where the bytes are counted
		TLSHandshakeTimeout:    handshake,
		MaxIdleConns:           128,
		MaxIdleConnsPerHost:    2, // a host is asked one thing at a time
		IdleConnTimeout:        30 * time.Second,
		MaxResponseHeaderBytes: 256 << 10,
	}
	if proxy != nil {
		useProxy(t, *proxy, dialer, nil)
	}
	return t
}

// useProxy sends the requests of a transport through a proxy. TLS to the proxy
// itself is made here, because the transport would check the proxy's certificate
// as that of the feed: by its pin, or not at all. Without roots, they are those of
// this machine.
func useProxy(t *http.Transport, proxy url.URL, dialer *net.Dialer, roots *x509.CertPool) {
	if proxy.Scheme == "https" {
		if proxy.Port() == "" {
			proxy.Host = net.JoinHostPort(proxy.Hostname(), "443")
		}
		proxy.Scheme = "http"
		secure := &tls.Dialer{NetDialer: dialer, Config: &tls.Config{ServerName: proxy.Hostname(), RootCAs: roots}}
		t.DialContext = func(ctx context.Context, network, address string) (net.Conn, error) {
			ctx, cancel := context.WithTimeout(ctx, dialer.Timeout+handshake)
			defer cancel()
			return secure.DialContext(ctx, network, address)
		}
	}
	t.Proxy = http.ProxyURL(&proxy)
	t.OnProxyConnectResponse = func(_ context.Context, _ *url.URL, _ *http.Request, answer *http.Response) error {
		if answer.StatusCode != http.StatusOK {
			return &proxyError{answer.StatusCode}
		}
		return nil
	}
}
