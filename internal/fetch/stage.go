package fetch

import (
	"crypto/tls"
	"net/http/httptrace"
	"sync/atomic"
)

// stage is how far a request went.
type stage int32

const (
	stageConnect stage = iota // before or while the connection is made
	stageLookup               // the host name is looked up
	stageTLS                  // the TLS handshake goes on
	stageAnswer               // the request was sent
	stageBody                 // the header of the answer came
)

// stageCell is a stage that the goroutines of a transport set.
type stageCell struct{ at atomic.Int32 }

func (c *stageCell) set(s stage) { c.at.Store(int32(s)) }

func (c *stageCell) load() stage { return stage(c.at.Load()) }

// trace adds to a trace what sets the stage.
func (c *stageCell) trace(t *httptrace.ClientTrace) *httptrace.ClientTrace {
	t.DNSStart = func(httptrace.DNSStartInfo) { c.set(stageLookup) }
	t.DNSDone = func(httptrace.DNSDoneInfo) { c.set(stageConnect) }
	t.TLSHandshakeStart = func() { c.set(stageTLS) }
	t.TLSHandshakeDone = func(_ tls.ConnectionState, err error) {
		if err == nil {
			c.set(stageAnswer)
		}
	}
	t.WroteRequest = func(httptrace.WroteRequestInfo) { c.set(stageAnswer) }
	return t
}
