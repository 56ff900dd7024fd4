package fetch

import (
	"context"
	"errors"
	"net"
	"net/http"
	"testing"
	"testing/synctest"
)

// bubbled is the address of the server that inBubble gives a test. On loopback no
// gap is kept between requests.
const bubbled = "http://127.0.0.1"

// inBubble runs a test with a client and a server whose time is that of synctest:
// however busy the machine is, no timeout passes before the server has had its turn.
func inBubble(t *testing.T, config Config, answer http.HandlerFunc, test func(*testing.T, *Client)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		network := &pipes{make(chan net.Conn), make(chan struct{})}
		server := &http.Server{Handler: answer, ErrorLog: quiet()} //nolint:gosec // has no timeout: all its clients are ours
		served := make(chan error)
		go func() { served <- server.Serve(network) }()
		config.Transport = &http.Transport{DialContext: network.dial}
		c := New(config)
		test(t, c)
		c.Close()
		if err := server.Shutdown(t.Context()); err != nil { // waits for answer to return
			t.Error(err)
		}
		if err := <-served; !errors.Is(err, http.ErrServerClosed) {
			t.Error(err)
		}
	})
}

// pipes is a network within the process.
type pipes struct {
	conns  chan net.Conn
	closed chan struct{}
}

func (p *pipes) Accept() (net.Conn, error) {
	select {
	case c := <-p.conns:
		return c, nil
	case <-p.closed:
		return nil, net.ErrClosed
	}
}

func (p *pipes) Close() error   { close(p.closed); return nil }
func (p *pipes) Addr() net.Addr { return &net.TCPAddr{} }

func (p *pipes) dial(ctx context.Context, _, _ string) (net.Conn, error) {
	here, there := net.Pipe()
	select {
	case p.conns <- there:
		return here, nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}
