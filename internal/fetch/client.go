package fetch

import (
	"errors"
	"net/http"
	"net/url"
	"time"
)

// Config configures a client. The zero Config is valid.
type Config struct {
	// UserAgent names the program and its version; "archive" when empty.
	UserAgent string
	// Timeout is the longest that one Get may take, redirects and body
	// included, the wait for its turn at a host aside; 30 s when zero.
	Timeout time.Duration
	// MaxBytes is the longest body, unpacked; 15 MiB when zero.
	MaxBytes int64
	// MinDelay is the shortest time between the end of one request to a host
	// and the beginning of the next.
	MinDelay time.Duration
	// AllowPrivate allows private addresses for redirects and published links
	// too, but no files.
	AllowPrivate bool
	// Proxy chooses a proxy; [http.ProxyFromEnvironment] when nil.
	Proxy func(*http.Request) (*url.URL, error)
	// Transport, if not nil, replaces the network, without checks of addresses.
	// It is meant for tests.
	Transport http.RoundTripper
	// Now is the clock, for a Retry-After that is a date; [time.Now] when nil.
	Now func() time.Time
}

// Client fetches addresses. It is safe for concurrent use.
type Client struct {
	config  Config
	guard   guard             // the addresses that may be dialled for untrusted links
	guarded http.RoundTripper // dials only that
	open    http.RoundTripper // dials trusted addresses, and proxies
	hosts   *hosts
}

// New returns a client.
func New(config Config) *Client { return newClient(config, publicOnly()) }

func newClient(config Config, untrusted guard) *Client {
	if config.AllowPrivate {
		untrusted.public = nil
	}
	if config.UserAgent == "" {
		config.UserAgent = "archive"
	}
	if config.Timeout <= 0 {
		config.Timeout = 30 * time.Second
	}
	if config.MaxBytes <= 0 {
		config.MaxBytes = 15 << 20
	}
	if config.Now == nil {
		config.Now = time.Now
	}
	if config.Proxy == nil {
		config.Proxy = proxyFromEnvironment
	}
	c := &Client{config: config, guard: untrusted, hosts: newHosts(config.MinDelay)}
	if config.Transport != nil {
		c.config.Proxy = func(*http.Request) (*url.URL, error) { return nil, nil }
		c.guarded, c.open = config.Transport, config.Transport
		return c
	}
	// There are two transports so that a connection to a private host, opened
	// for a trusted address, is never reused for an untrusted link.
	c.guarded = newTransport(untrusted.control, nil)
	c.open = newTransport(nil, config.Proxy)
	return c
}

// Close closes the connections that are kept for the next request. The
// client may still be used.
func (c *Client) Close() {
	for _, t := range []http.RoundTripper{c.guarded, c.open} {
		if idle, ok := t.(interface{ CloseIdleConnections() }); ok {
			idle.CloseIdleConnections()
		}
	}
}

// errProxy does not repeat the proxy's address, which may hold a password.
var errProxy = errors.New("the proxy's address in HTTPS_PROXY or HTTP_PROXY cannot be read")

func proxyFromEnvironment(req *http.Request) (*url.URL, error) {
	proxy, err := http.ProxyFromEnvironment(req)
	if err != nil {
		return nil, errProxy
	}
	return proxy, nil
}
