package fetch

import (
	"context"
	"io"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"testing"
)

// proxied returns a client behind a proxy, itself on a private address, that
// answers every request. Names stand for the addresses given.
func proxied(t *testing.T, config Config, names map[string]string) *Client {
	t.Helper()
	proxy := serve(t, func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/on" {
			http.Redirect(w, r, r.URL.Query().Get("to"), http.StatusFound)
			return
		}
		_, _ = io.WriteString(w, "by proxy: "+r.URL.String())
	})
	at, err := url.Parse(proxy.URL)
	if err != nil {
		t.Fatal(err)
	}
	config.Proxy = func(*http.Request) (*url.URL, error) { return at, nil }
	config.Lookup = func(_ context.Context, _, host string) ([]netip.Addr, error) {
		if addr, ok := names[host]; ok {
			return []netip.Addr{netip.MustParseAddr("93.184.216.34"), netip.MustParseAddr(addr)}, nil
		}
		return nil, &net.DNSError{Err: "no such host", Name: host, IsNotFound: true}
	}
	c := New(config)
	t.Cleanup(c.Close)
	return c
}

// Through a proxy, an address is checked as it is written and by what its name
// stands for here; the proxy's own address is not.
func TestProxy(t *testing.T) {
	t.Parallel()
	names := map[string]string{"feeds.example": "93.184.216.35", "inside.example": "10.0.0.1"}
	c := proxied(t, Config{}, names)
	if res := get(t, c, Request{URL: "http://feeds.example/x"}); string(res.Body) != "by proxy: http://feeds.example/x" {
		t.Errorf("body %q", res.Body)
	}
	for _, address := range []string{
		"http://10.0.0.1/", "http://localhost./", "http://[::1]/", "http://[::ffff:127.0.0.1]/", "http://inside.example/",
		"http://feeds.example/on?to=http://inside.example/", "http://feeds.example/on?to=http://127.0.0.1/",
	} {
		wantError(t, c, Request{URL: address}, ErrPrivate, "a private network")
	}
	wantError(t, c, Request{URL: "http://feeds.example:25/"}, ErrPort, "port 25")
	wantError(t, c, Request{URL: "http://unknown.example/"}, ErrName, "cannot be looked up here, to check where the proxy would go (lookup unknown.example")
	// What a person typed is for the proxy to find, be it private.
	get(t, c, typed("http://inside.example/"))
	// A redirect back to it by way of another host is not trusted any more.
	wantError(t, c, typed("http://inside.example/on?to=http%3A%2F%2Ffeeds.example%2Fon%3Fto%3Dhttp%3A%2F%2Finside.example%2F"), ErrPrivate, "10.0.0.1")
}

func TestTrustedProxy(t *testing.T) {
	t.Parallel()
	c := proxied(t, Config{TrustProxy: true}, nil)
	get(t, c, Request{URL: "http://unknown.example/"})
	wantError(t, c, Request{URL: "http://10.0.0.1/"}, ErrPrivate, "a private network")
}

func TestProxyToAllowedNetwork(t *testing.T) {
	t.Parallel()
	c := proxied(t, Config{AllowNetworks: []netip.Prefix{netip.MustParsePrefix("10.0.0.0/8")}}, map[string]string{"inside.example": "10.0.0.1"})
	get(t, c, Request{URL: "http://inside.example/"})
	wantError(t, c, Request{URL: "http://127.0.0.1/"}, ErrPrivate, "a private network")
}
