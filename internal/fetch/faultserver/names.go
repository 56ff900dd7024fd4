package faultserver

import (
	"context"
	"net"
	"strings"
	"sync"
	"testing"

	"golang.org/x/net/dns/dnsmessage"
)

// Names that the server's own name server knows. No other one does (RFC 6761).
const (
	hostGood    = "good.faults.example"
	hostUnknown = "unknown.faults.example"
	hostBroken  = "broken.faults.example"
	hostStall   = "stall.faults.example"
)

// names is a name server.
type names struct {
	conn net.PacketConn

	mu     sync.Mutex
	asking []net.Conn // of resolvers
	ended  bool
}

func startNames(tb testing.TB) *names {
	tb.Helper()
	conn, err := new(net.ListenConfig).ListenPacket(tb.Context(), "udp", "127.0.0.1:0")
	if err != nil {
		tb.Fatal(err)
	}
	n := &names{conn: conn}
	done := make(chan struct{})
	go func() {
		defer close(done)
		n.serve()
	}()
	tb.Cleanup(func() {
		n.end()
		_ = conn.Close()
		<-done
	})
	return n
}

// end has the resolvers give up, which would wait for seconds.
func (n *names) end() {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.ended = true
	for _, conn := range n.asking {
		_ = conn.Close()
	}
}

// resolver asks this name server only.
func (n *names) resolver() *net.Resolver {
	return &net.Resolver{PreferGo: true, Dial: func(ctx context.Context, _, _ string) (net.Conn, error) {
		n.mu.Lock()
		defer n.mu.Unlock()
		if n.ended {
			return nil, net.ErrClosed
		}
		conn, err := new(net.Dialer).DialContext(ctx, "udp", n.conn.LocalAddr().String())
		if err == nil {
			n.asking = append(n.asking, conn)
		}
		return conn, err
	}}
}

func (n *names) serve() {
	buf := make([]byte, 4096)
	for {
		size, from, err := n.conn.ReadFrom(buf)
		if err != nil {
			return
		}
		if reply := answer(buf[:size]); reply != nil {
			_, _ = n.conn.WriteTo(reply, from)
		}
	}
}

// answer is the reply to a question, or nil for none.
func answer(query []byte) []byte {
	var m dnsmessage.Message
	if m.Unpack(query) != nil || len(m.Questions) != 1 {
		return nil
	}
	q := m.Questions[0]
	m.Response, m.Additionals = true, nil
	switch strings.TrimSuffix(q.Name.String(), ".") {
	case hostStall:
		return nil
	case hostBroken:
		m.RCode = dnsmessage.RCodeServerFailure
	case hostGood:
		if q.Type == dnsmessage.TypeA {
			m.Answers = []dnsmessage.Resource{{
				Header: dnsmessage.ResourceHeader{Name: q.Name, Type: q.Type, Class: q.Class, TTL: 1},
				Body:   &dnsmessage.AResource{A: [4]byte{127, 0, 0, 1}},
			}}
		}
	default:
		m.RCode = dnsmessage.RCodeNameError
	}
	reply, err := m.Pack()
	if err != nil {
		return nil
	}
	return reply
}
