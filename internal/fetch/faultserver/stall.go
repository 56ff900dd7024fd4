package faultserver

import (
	"io"
	"net"
	"time"
)

// drip is the time between two pieces of a slow answer.
const drip = 5 * time.Millisecond

// stalls are answers that do not end by themselves: only a time-out or a limit
// ends them.
func stalls() []Fault {
	return []Fault{
		{Name: "stall-head", About: "accepts the request and never answers", Stalls: true, serve: (*call).stall},
		{Name: "stall-body", About: "sends half of a feed and then nothing", Stalls: true, serve: func(c *call) {
			if c.send(feedStart + item(1)) {
				c.stall()
			}
		}},
		{Name: "slow-head", About: "sends its header a byte at a time", Stalls: true, serve: func(c *call) {
			c.raw(func(conn net.Conn) { c.dripping(conn, "HTTP/1.1 200 OK\r\nX-Slow: ", "x") })
		}},
		{Name: "slow-body", About: "sends its body a byte at a time", Stalls: true, serve: func(c *call) {
			c.raw(func(conn net.Conn) { c.dripping(conn, "HTTP/1.1 200 OK\r\n\r\n"+feedStart+"<!--", "-") })
		}},
		{Name: "endless-head", About: "sends a header that does not end", serve: func(c *call) {
			c.raw(func(conn net.Conn) { c.repeating(conn, "HTTP/1.1 200 OK\r\n", "X-More: and more\r\n") })
		}},
		{Name: "endless-body", About: "sends a feed that does not end", serve: func(c *call) {
			if c.send(feedStart) {
				c.repeating(c.ResponseWriter, "", items(1, 200))
			}
		}},
	}
}

// dripping writes start at once and then more, a piece at a time.
func (c *call) dripping(w io.Writer, start, more string) {
	tick := time.NewTicker(drip)
	defer tick.Stop()
	text := start
	for {
		if _, err := io.WriteString(w, text); err != nil {
			return
		}
		text = more
		select {
		case <-tick.C:
		case <-c.stop:
			return
		}
	}
}

// repeating writes start and then more until the client has had enough.
func (c *call) repeating(w io.Writer, start, more string) {
	text := start
	for {
		if _, err := io.WriteString(w, text); err != nil {
			return
		}
		text = more
		select {
		case <-c.stop:
			return
		default:
		}
	}
}
