// Package fetchtest is a network within the process, for tests of what is fetched in
// the time of a bubble (testing/synctest).
package fetchtest

import (
	"context"
	"net"
)

// Network connects each dial with the one server that listens on it.
type Network struct {
	conns  chan net.Conn
	closed chan struct{}
}

var _ net.Listener = (*Network)(nil)

// NewNetwork returns a network. Made in a bubble, it is of the bubble.
func NewNetwork() *Network { return &Network{make(chan net.Conn), make(chan struct{})} }

// Accept implements [net.Listener].
func (n *Network) Accept() (net.Conn, error) {
	select {
	case c := <-n.conns:
		return c, nil
	case <-n.closed:
		return nil, net.ErrClosed
	}
}

// Close implements [net.Listener]. It must be called once at most.
func (n *Network) Close() error { close(n.closed); return nil }

// Addr implements [net.Listener]; the address has no meaning.
func (n *Network) Addr() net.Addr { return &net.TCPAddr{} }

// Dial connects with the server, whatever the address, as DialContext of an
// [net/http.Transport].
func (n *Network) Dial(ctx context.Context, _, _ string) (net.Conn, error) {
	here, there := net.Pipe()
	select {
	case n.conns <- there:
		return here, nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}
