package faultserver

import (
	"io"
	"net"
)

// broken are answers that break off or are no HTTP.
func broken() []Fault {
	raw := func(name, about, answer string) Fault {
		return Fault{Name: name, About: about, serve: func(c *call) {
			c.raw(func(conn net.Conn) { _, _ = io.WriteString(conn, answer) })
		}}
	}
	return []Fault{
		raw("cut-before", "closes the connection without an answer", ""),
		raw("cut-head", "closes the connection within the header", "HTTP/1.1 200 OK\r\nContent-Ty"),
		raw("cut-body", "announces more bytes than it sends", "HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n"+feedStart+item(1)),
		raw("cut-chunk", "closes the connection within a chunk", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nffff\r\n"+feedStart+item(1)),
		raw("bad-chunk", "sends chunks without their lengths", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"+feedStart+item(1)),
		raw("short-length", "announces fewer bytes than the feed has", "HTTP/1.1 200 OK\r\nContent-Length: 200\r\n\r\n"+goodFeed),
		raw("huge-length", "announces a body of a terabyte", "HTTP/1.1 200 OK\r\nContent-Length: 1099511627776\r\n\r\n"+feedStart),
		raw("bad-length", "announces a length that is no number", "HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\n"+goodFeed),
		raw("not-http", "speaks another protocol", "SSH-2.0-OpenSSH_9.6\r\n"),
		{Name: "reset", About: "resets the connection", serve: func(c *call) {
			c.raw(func(conn net.Conn) {
				if tcp, ok := conn.(*net.TCPConn); ok {
					_ = tcp.SetLinger(0)
				}
			})
		}},
	}
}
