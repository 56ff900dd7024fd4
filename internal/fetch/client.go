package fetch

import (
	"context"
	"errors"
	"net"
	"net/http"
	"net/netip"
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
	// and the beginning of the next. Zero means 1 s, and none for loopback
	// addresses; a negative one means none.
	MinDelay time.Duration
	// Resting, if not nil, reports whether a host, as [Host] writes it, is left
	// alone for now. A feed that redirects there ends with [ErrResting].
	Resting func(host string) bool
	// AllowNetworks are private networks that published links and redirects may
	// lead to, as public ones.
	AllowNetworks []netip.Prefix
	// Proxy chooses a proxy; [http.ProxyFromEnvironment] when nil.
	Proxy func(*http.Request) (*url.URL, error)
	// TrustProxy says that the proxy itself keeps requests away from private
	// addresses. Otherwise names are looked up and checked here as well, before
	// the proxy gets them.
	TrustProxy bool
	// Lookup finds the addresses of a name for that check; Resolver when nil.
	Lookup func(ctx context.Context, network, host string) ([]netip.Addr, error)
	// Resolver looks up names that are dialled; that of this machine when nil.
	Resolver *net.Resolver

	// PageGap is MinDelay for pages. Zero means 2 s, and none for loopback
	// addresses; a negative one means none. A Crawl-delay of up to 30 s holds
	// where it is longer.
	PageGap time.Duration
	// MaxPageBytes is the longest body of a page, unpacked; 10 MiB when zero.
	MaxPageBytes int64
	// Robots keeps robots.txt files from run to run; in memory only when nil.
	Robots RobotsCache

	// Transport, if not nil, replaces the network, without checks of addresses.
	// It is meant for tests.
	Transport http.RoundTripper
	// Now is the clock, for times that are told or kept; [time.Now] when nil.
	Now func() time.Time
}

// Client fetches addresses. It is safe for concurrent use.
type Client struct {
	config Config
	guard  guard // the addresses that may be dialled for untrusted links
	ways   *ways
	hosts  *hosts
	robots *robotsFiles
}

// New returns a client.
func New(config Config) *Client {
	if config.UserAgent == "" {
		config.UserAgent = "archive"
	}
	if config.Timeout <= 0 {
		config.Timeout = 30 * time.Second
	}
	if config.MaxBytes <= 0 {
		config.MaxBytes = 15 << 20
	}
	if config.MaxPageBytes <= 0 {
		config.MaxPageBytes = 10 << 20
	}
	if config.Resolver == nil {
		config.Resolver = net.DefaultResolver
	}
	if config.Lookup == nil {
		config.Lookup = config.Resolver.LookupNetIP
	}
	if config.Now == nil {
		config.Now = time.Now
	}
	if config.Proxy == nil {
		config.Proxy = proxyFromEnvironment
	}
	c := &Client{config: config, guard: newGuard(config.AllowNetworks), hosts: newHosts(), robots: newRobotsFiles()}
	c.ways = &ways{guard: c.guard, resolver: config.Resolver}
	if config.Transport != nil {
		c.config.Proxy = func(*http.Request) (*url.URL, error) { return nil, nil }
		c.ways.fixed = &way{guarded: config.Transport, open: config.Transport}
	}
	return c
}

// Close closes the connections that are kept for the next request. The
// client may still be used.
func (c *Client) Close() { c.ways.close() }

// errProxy does not repeat the proxy's address, which may hold a password.
var errProxy = errors.New("the proxy's address in HTTPS_PROXY or HTTP_PROXY cannot be read")

func proxyFromEnvironment(req *http.Request) (*url.URL, error) {
	proxy, err := http.ProxyFromEnvironment(req)
	if err != nil {
		return nil, errProxy
	}
	return proxy, nil
}
