package web

import (
	"container/list"
	"context"
	"net"
	"net/http"
	"sync"
)

// crowd is a listener that bounds the open connections. At the bound, a new one
// takes the place of that whose client is waited for longest: to send a request, or
// to read an answer. So idle and slow clients keep nobody out. Where answers are
// being made for all, new ones wait.
type crowd struct {
	net.Listener
	places chan struct{} // one for each connection
	done   chan struct{} // closed with the listener
	once   sync.Once

	mu   sync.Mutex
	idle *list.List // of *member, that whose client is waited for longest first
}

// member is a connection of a crowd.
type member struct {
	net.Conn
	crowd *crowd
	once  sync.Once

	// Of crowd.mu.
	serving int           // answers that are being made; several with HTTP/2
	place   *list.Element // in crowd.idle; nil meanwhile, and at the end
	closed  bool
}

// newCrowd returns a crowd with as many connections as places can hold.
func newCrowd(l net.Listener, places chan struct{}) *crowd {
	return &crowd{Listener: l, places: places, done: make(chan struct{}), idle: list.New()}
}

// Accept implements [net.Listener].
func (c *crowd) Accept() (net.Conn, error) {
	conn, err := c.Listener.Accept()
	if err != nil {
		return nil, err
	}
	select {
	case c.places <- struct{}{}:
	default:
		c.evict()
		select {
		case c.places <- struct{}{}:
		case <-c.done:
			_ = conn.Close() // it is the server that ends
			return nil, net.ErrClosed
		}
	}
	m := &member{Conn: conn, crowd: c}
	c.mu.Lock()
	defer c.mu.Unlock()
	m.place = c.idle.PushBack(m)
	return m, nil
}

// Close implements [net.Listener].
func (c *crowd) Close() error {
	c.once.Do(func() { close(c.done) })
	return c.Listener.Close()
}

// evict closes the connection whose client is waited for longest, if there is one.
func (c *crowd) evict() {
	c.mu.Lock()
	first := c.idle.Front()
	c.mu.Unlock()
	if first != nil {
		_ = first.Value.(*member).Close() //nolint:forcetypeassert // the list has nothing else
	}
}

// Close implements [net.Conn].
func (m *member) Close() error {
	m.once.Do(func() {
		m.crowd.mu.Lock()
		m.leave()
		m.closed = true
		m.crowd.mu.Unlock()
		<-m.crowd.places
	})
	return m.Conn.Close()
}

// leave takes a connection out of those whose clients are waited for. The caller
// holds mu.
func (m *member) leave() {
	if m.place != nil {
		m.crowd.idle.Remove(m.place)
		m.place = nil
	}
}

// memberKey is the key of a request's connection in its context.
type memberKey struct{}

// serves implements [http.Server.ConnContext].
func (c *crowd) serves(ctx context.Context, conn net.Conn) context.Context {
	if inner, ok := conn.(interface{ NetConn() net.Conn }); ok { // TLS
		conn = inner.NetConn()
	}
	return context.WithValue(ctx, memberKey{}, conn)
}

// serving notes that an answer is being made until done is called, once or more.
func serving(r *http.Request) (done func()) {
	m, ok := r.Context().Value(memberKey{}).(*member)
	if !ok { // a test without connections
		return func() {}
	}
	c := m.crowd
	c.mu.Lock()
	defer c.mu.Unlock()
	m.serving++
	m.leave()
	return sync.OnceFunc(func() {
		c.mu.Lock()
		defer c.mu.Unlock()
		if m.serving--; m.serving == 0 && !m.closed {
			m.place = c.idle.PushBack(m)
		}
	})
}
