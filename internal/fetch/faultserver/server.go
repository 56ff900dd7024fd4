// Package faultserver serves feeds that fail in every way that feeds are known to
// fail in, for tests: refusals, stalls, answers that break off, redirects that
// lead nowhere, certificates that are not valid, names that cannot be looked up,
// and pages that stand in place of a feed. Nothing but tests imports it.
//
// [Faults] lists them; a [Server] has an address for each. It listens on loopback
// only. A client reaches the names that it gives out by [Server.Resolver].
package faultserver

import (
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
)

// Server serves the faults until the test ends.
type Server struct {
	tb      testing.TB
	handler http.Handler
	names   *names
	trusted authority
	stop    chan struct{} // closed at the end: stalls end

	mu        sync.Mutex
	addresses map[string]string // of faults
	requests  map[string]int    // by fault
	ends      []func()          // what ends the listeners
}

// Start starts a server that ends with the test.
func Start(tb testing.TB) *Server {
	tb.Helper()
	s := &Server{
		tb: tb, stop: make(chan struct{}), trusted: newAuthority(tb, "faultserver's authority"),
		addresses: map[string]string{}, requests: map[string]int{},
	}
	s.names = startNames(tb)
	s.handler = s.answer()
	tb.Cleanup(func() {
		close(s.stop)
		for _, end := range s.ends {
			end()
		}
	})
	return s
}

// Address returns the address of a fault, by its name: each has a port, and so a
// host, of its own. Every call returns the same.
func (s *Server) Address(name string) string {
	for _, f := range Faults() {
		if f.Name != name {
			continue
		}
		s.mu.Lock()
		defer s.mu.Unlock()
		switch {
		case s.addresses[name] != "":
		case f.listen != nil:
			s.addresses[name] = f.listen(s)
		default:
			s.addresses[name] = s.plain() + "/" + name
		}
		return s.addresses[name]
	}
	s.tb.Fatalf("there is no fault named %q", name)
	return ""
}

// Requests returns how many requests a fault has answered; 0 for one that is not
// asked by HTTP.
func (s *Server) Requests(name string) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.requests[name]
}

// Resolver looks up the names that Address gives out, and no others.
func (s *Server) Resolver() *net.Resolver { return s.names.resolver() }

// Authority is the certificate, in PEM, of the authority that signed those
// certificates that are in order but for their fault.
func (s *Server) Authority() []byte { return s.trusted.pem() }

// plain serves by HTTP, and returns scheme, host and port.
func (s *Server) plain() string {
	server := httptest.NewUnstartedServer(s.handler)
	server.Config.ErrorLog = log.New(io.Discard, "", 0)
	server.Start()
	s.ends = append(s.ends, server.CloseClientConnections, server.Close)
	return server.URL
}

// answer answers by the first part of the path, which is the name of a fault.
func (s *Server) answer() http.Handler {
	all := map[string]Fault{}
	for _, f := range Faults() {
		all[f.Name] = f
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		name, _, _ := strings.Cut(strings.TrimPrefix(r.URL.Path, "/"), "/")
		f, ok := all[name]
		if !ok || f.serve == nil {
			http.NotFound(w, r)
			return
		}
		s.mu.Lock()
		s.requests[name]++
		n := s.requests[name]
		s.mu.Unlock()
		f.serve(&call{Server: s, ResponseWriter: w, Request: r, n: n})
	})
}

// call is one request to be answered.
type call struct {
	*Server
	http.ResponseWriter
	*http.Request
	n int // the how manieth for this fault, from 1
}

// stall waits until the client leaves or the test ends.
func (c *call) stall() {
	select {
	case <-c.stop:
	case <-c.Context().Done():
	}
}

// send writes text and flushes it; false once the client has left.
func (c *call) send(text string) bool {
	if _, err := io.WriteString(c.ResponseWriter, text); err != nil {
		return false
	}
	return http.NewResponseController(c.ResponseWriter).Flush() == nil
}

// raw takes the connection over, and closes it after answer.
func (c *call) raw(answer func(net.Conn)) {
	conn, _, err := http.NewResponseController(c.ResponseWriter).Hijack()
	if err != nil {
		c.tb.Errorf("hijack: %v", err)
		return
	}
	defer conn.Close() //nolint:errcheck // the client's side is what counts
	answer(conn)
}

// document answers with a document of a media type.
func (c *call) document(contentType, text string) {
	c.ResponseWriter.Header().Set("Content-Type", contentType)
	_, _ = io.WriteString(c.ResponseWriter, text)
}
