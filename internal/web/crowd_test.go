package web

import (
	"bufio"
	"context"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"
)

// listening serves a site on a real address of the loopback, and returns it. The
// server ends with the test.
func (s *site) listening() (address string) {
	s.Helper()
	listener, err := (&net.ListenConfig{}).Listen(s.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		s.Fatal(err)
	}
	ctx, stop := context.WithCancel(context.WithoutCancel(s.Context()))
	ended := make(chan error, 1)
	go func() { ended <- s.Serve(ctx, listener) }()
	s.Cleanup(func() {
		stop()
		if err := <-ended; err != nil {
			s.Error(err)
		}
	})
	return listener.Addr().String()
}

// dial opens a connection and sends something.
func (s *site) dial(address, text string) net.Conn {
	s.Helper()
	conn, err := (&net.Dialer{}).DialContext(s.Context(), "tcp", address)
	if err != nil {
		s.Fatal(err)
	}
	s.Cleanup(func() { _ = conn.Close() })
	if _, err := io.WriteString(conn, text); err != nil {
		s.Fatal(err)
	}
	return conn
}

// finds asks over a connection of its own, and fails if there is no answer.
func (s *site) finds(address string) {
	s.Helper()
	client := &http.Client{Transport: &http.Transport{DisableKeepAlives: true}, Timeout: 20 * time.Second}
	r, err := http.NewRequestWithContext(s.Context(), http.MethodGet, "http://"+address+"/search.json?q=korea", nil)
	if err != nil {
		s.Fatal(err)
	}
	res, err := client.Do(r)
	if err != nil {
		s.Fatal(err)
	}
	defer res.Body.Close() //nolint:errcheck // a test
	if body, err := io.ReadAll(res.Body); err != nil || res.StatusCode != http.StatusOK || !strings.Contains(string(body), `"total": 3`) {
		s.Fatalf("%s %v %.300s", res.Status, err, body)
	}
}

const (
	sheet = "GET /static/style.css HTTP/1.1\r\nHost: localhost\r\n\r\n"
	ask   = "GET /search?q=korea HTTP/1.1\r\nHost: localhost\r\n\r\n"
)

// TestSlowClients promises that clients which are idle, send their request or read
// its answer byte by byte, and ever more of them than there are connections, keep no
// other one waiting: none of them holds a place, and new ones take their
// connections. Until they do, the times of the server have not passed.
func TestSlowClients(t *testing.T) {
	for name, slow := range map[string]func(*site, string) net.Conn{
		"idle from the start": func(s *site, a string) net.Conn { return s.dial(a, "") },
		"slow headers":        func(s *site, a string) net.Conn { return s.dial(a, ask[:20]) },
		"idle after an answer": func(s *site, a string) net.Conn {
			conn := s.dial(a, ask)
			res, err := http.ReadResponse(bufio.NewReader(conn), nil)
			if err == nil {
				_, err = io.Copy(io.Discard, res.Body)
				_ = res.Body.Close()
			}
			if err != nil {
				s.Fatal(err)
			}
			return conn
		},
		"slow reader": func(s *site, a string) net.Conn {
			conn := s.dial(a, "")
			_ = conn.(*net.TCPConn).SetReadBuffer(4096) //nolint:forcetypeassert // it is dialled above
			// More than the buffers hold of answers that are read by a byte.
			if _, err := io.WriteString(conn, strings.Repeat(sheet, 500)); err != nil {
				s.Fatal(err)
			}
			if _, err := conn.Read(make([]byte, 1)); err != nil {
				s.Fatal(err)
			}
			return conn
		},
	} {
		t.Run(name, func(t *testing.T) {
			s := newSite(t)
			const connections = 8
			s.serve(Options{Limits: Limits{
				Connections: connections, Queries: 2, Waiting: 4, ReadTime: time.Hour, IdleTime: time.Hour, WriteTime: time.Hour, Grace: 100 * time.Millisecond,
			}})
			address := s.listening()
			for range 4 * connections {
				slow(s, address)
				s.finds(address)
			}
			if len(s.places.serving) > 0 || len(s.places.waiting) > 0 {
				t.Error("a slow client holds a place")
			}
		})
	}
}

// TestByteByByte promises that a client which reads and sends a byte at a time gets
// its answer whole.
func TestByteByByte(t *testing.T) {
	s := newSite(t)
	address := s.listening()
	conn := s.dial(address, "")
	for i := range len(ask) {
		if _, err := io.WriteString(conn, ask[i:i+1]); err != nil {
			t.Fatal(err)
		}
		if i%10 == 0 {
			s.finds(address)
		}
	}
	res, err := http.ReadResponse(bufio.NewReaderSize(oneByte{conn}, 16), nil)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close() //nolint:errcheck // a test
	if body, err := io.ReadAll(res.Body); err != nil || int64(len(body)) != res.ContentLength {
		t.Errorf("%d bytes of %d: %v", len(body), res.ContentLength, err)
	}
}

// oneByte reads a byte at a time.
type oneByte struct{ io.Reader }

func (r oneByte) Read(b []byte) (int, error) { return r.Reader.Read(b[:min(len(b), 1)]) }

// TestThousandIdle promises that a thousand idle connections keep nobody waiting,
// and that no more are open than the limit says.
func TestThousandIdle(t *testing.T) {
	s := newSite(t)
	s.serve(Options{Limits: Limits{ReadTime: time.Hour}})
	address := s.listening()
	for i := range 1000 {
		s.dial(address, "")
		if i%100 == 0 {
			s.finds(address)
		}
	}
	s.finds(address)
	if n := len(s.connections); n < 400 || n > 512 {
		t.Errorf("%d connections are open", n)
	}
}
