package store

import (
	"errors"
	"sync"
)

// asofIdle is how many connections a pool keeps: a question mostly uses one.
const asofIdle = 2

// asofPool keeps connections of past states, with their views and prepared
// statements, for later questions: to make these anew takes longer than most
// answers. An idle connection has no transaction, so it sees what was written
// since. A pool is safe for concurrent use.
type asofPool struct {
	mu     sync.Mutex
	idle   []*asofConn
	closed bool
}

// take returns an idle connection, or nil.
func (p *asofPool) take() *asofConn {
	p.mu.Lock()
	defer p.mu.Unlock()
	n := len(p.idle)
	if n == 0 {
		return nil
	}
	c := p.idle[n-1]
	p.idle = p.idle[:n-1]
	return c
}

// put keeps a connection that is no longer used, and reports whether there was
// room.
func (p *asofPool) put(c *asofConn) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.closed || len(p.idle) == asofIdle {
		return false
	}
	p.idle = append(p.idle, c)
	return true
}

// close closes the idle connections; the others are closed after their question.
func (p *asofPool) close() error {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.closed = true
	var errs []error
	for _, c := range p.idle {
		errs = append(errs, c.finish())
	}
	p.idle = nil
	return errors.Join(errs...)
}
