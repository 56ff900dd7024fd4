package fetch

import (
	"errors"
	"net/http"
	"net/url"
	"time"
)

// Config says how a client behaves. The zero Config is of use.
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
	// AllowPrivate lets every address be private, that of a redirect and of a
	// published link too. It does not let them be files.
	AllowPrivate bool
	// Proxy chooses a proxy; [http.ProxyFromEnvironment] when nil.
	Proxy func(*http.Request) (*url.URL, error)
	// Transport, if not nil, stands in for the network: no address is
	// checked. It is meant for tests.
	Transport http.RoundTripper
	// Now is the clock, for a Retry-After that is a date; [time.Now] when nil.
	Now func() time.Time
}

// Client fetches. It is safe for concurrent use.
type Client struct {
	config  Config
	guard   guard             // what strangers may make us dial
	guarded http.RoundTripper // dials only that
	open    http.RoundTripper // dials what a person typed, and proxies
	hosts   *hosts
}

// New returns a client.
func New(config Config) *Client { return newClient(config, publicOnly()) }

func newClient(config Config, strangers guard) *Client {
	if config.AllowPrivate {
		strangers.public = nil
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
	c := &Client{config: config, guard: strangers, hosts: newHosts(config.MinDelay)}
	if config.Transport != nil {
		c.config.Proxy = func(*http.Request) (*url.URL, error) { return nil, nil }
		c.guarded, c.open = config.Transport, config.Transport
		return c
	}
	// Two transports, not one: a connection that was opened to a private
	// host for the person who typed it must not be there for a stranger's
	// link to the same host.
	c.guarded = newTransport(strangers.control, nil)
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

// errProxy says what is wrong with a proxy's address, which may hold a
// password, without repeating it.
var errProxy = errors.New("the proxy's address in HTTPS_PROXY or HTTP_PROXY cannot be read")

func proxyFromEnvironment(req *http.Request) (*url.URL, error) {
	proxy, err := http.ProxyFromEnvironment(req)
	if err != nil {
		return nil, errProxy
	}
	return proxy, nil
}
