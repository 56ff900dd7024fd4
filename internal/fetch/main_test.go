package fetch

import (
	"context"
	"errors"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"net/url"
	"strings"
	"testing"
	"time"

	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// direct keeps the tests away from the proxy of the machine they run on.
func direct(*http.Request) (*url.URL, error) { return nil, nil }

// refusing is an address whose port nothing listens on, and that no test is given.
const refusing = "http://127.0.0.1:1"

func serve(tb testing.TB, handler http.HandlerFunc) *httptest.Server {
	tb.Helper()
	server := httptest.NewServer(handler)
	tb.Cleanup(server.Close)
	return server
}

// serveAt serves on another loopback address than the usual one.
func serveAt(tb testing.TB, ip string, handler http.HandlerFunc) *httptest.Server {
	tb.Helper()
	listener, err := net.Listen("tcp", ip+":0")
	if err != nil {
		tb.Skipf("needs more than one loopback address: %v", err)
	}
	server := httptest.NewUnstartedServer(handler)
	server.Listener = listener
	server.Start()
	tb.Cleanup(server.Close)
	return server
}

func client(tb testing.TB, config Config) *Client {
	tb.Helper()
	config.Proxy = direct
	c := New(config)
	tb.Cleanup(c.Close)
	return c
}

// worldly returns a client to whom 127.0.0.1 is a public address, so that a
// stranger's server can be played; the rest of 127.0.0.0/8 remains private.
func worldly(tb testing.TB, config Config) *Client {
	tb.Helper()
	config.AllowNetworks = []netip.Prefix{netip.MustParsePrefix("127.0.0.1/32")}
	return client(tb, config)
}

func loopback() []netip.Prefix { return []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")} }

func typed(address string) Request { return Request{URL: address, Trusted: true} }

func get(tb testing.TB, c *Client, r Request) Response {
	tb.Helper()
	res, err := c.Get(context.Background(), r)
	if err != nil {
		tb.Fatal(err)
	}
	return res
}

// wantError fails unless the fetch failed in that kind and with those words.
func wantError(tb testing.TB, c *Client, r Request, kind error, words string) Error {
	tb.Helper()
	res, err := c.Get(context.Background(), r)
	var e *Error
	if !errors.As(err, &e) {
		tb.Fatalf("error %v of type %T, answer %+v", err, err, res)
	}
	if !errors.Is(err, kind) || !errors.Is(e.Kind, kind) {
		tb.Errorf("%v is %v, want %v", err, e.Kind, kind)
	}
	if !strings.Contains(err.Error(), words) {
		tb.Errorf("error\n%v\nwants the words\n%s", err, words)
	}
	if res.Body != nil {
		tb.Errorf("a body comes with the error")
	}
	return *e
}

func isKind(err, kind error) bool { return err != nil && errors.Is(err, kind) }

func within(tb testing.TB, limit time.Duration, f func()) {
	tb.Helper()
	begun := time.Now()
	f()
	if took := time.Since(begun); took > limit {
		tb.Errorf("took %v, more than %v", took, limit)
	}
}
