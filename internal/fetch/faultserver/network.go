package faultserver

import (
	"net"
	"strings"
	"sync"
)

// unreachable are servers that no connection reaches.
func unreachable() []Fault {
	named := func(name, about, host string, stalls bool) Fault {
		return Fault{Name: name, About: about, Stalls: stalls, listen: func(s *Server) string {
			_, port, _ := net.SplitHostPort(strings.TrimPrefix(s.plain(), "http://"))
			return "http://" + net.JoinHostPort(host, port) + "/" + name
		}}
	}
	good := named("name-good", "serves a feed, at a host that has a name", hostGood, false)
	good.Good, good.serve = true, func(c *call) { c.document("application/rss+xml", goodFeed) }
	return []Fault{
		good,
		// A connection's own port refuses others, and is no listener's while it lasts:
		// that of a listener that was closed may be another test's a moment later.
		{Name: "refused", About: "refuses connections", listen: func(s *Server) string {
			conn, err := new(net.Dialer).DialContext(s.tb.Context(), "tcp", strings.TrimPrefix(s.plain(), "http://"))
			if err != nil {
				s.tb.Fatal(err)
			}
			s.ends = append(s.ends, func() { _ = conn.Close() })
			return "http://" + conn.LocalAddr().String() + "/refused"
		}},
		named("name-unknown", "has a name that does not exist", hostUnknown, false),
		named("name-broken", "has a name whose name server fails", hostBroken, false),
		named("name-stall", "has a name whose name server never answers", hostStall, true),
	}
}

// listener accepts connections, and closes each after answer or at the end of the
// test. It returns host and port.
func (s *Server) listener(answer func(net.Conn)) string {
	l, err := new(net.ListenConfig).Listen(s.tb.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		s.tb.Fatal(err)
	}
	var running sync.WaitGroup
	running.Go(func() {
		for {
			conn, err := l.Accept()
			if err != nil {
				return
			}
			running.Go(func() {
				ended := make(chan struct{})
				running.Go(func() {
					select {
					case <-s.stop:
					case <-ended:
					}
					_ = conn.Close()
				})
				answer(conn)
				close(ended)
			})
		}
	})
	s.ends = append(s.ends, func() {
		_ = l.Close()
		running.Wait()
	})
	return l.Addr().String()
}
