package store

import (
	"context"
	"database/sql"
	"sync"
)

// stmtCache is a connection pool that keeps prepared statements, for frequent
// queries with fixed text that read rows by their keys.
type stmtCache struct {
	db    *sql.DB
	mu    sync.Mutex
	stmts map[string]*sql.Stmt // closed with the pool
}

var _ querier = (*stmtCache)(nil)

func newStmtCache(db *sql.DB) *stmtCache {
	return &stmtCache{db: db, stmts: map[string]*sql.Stmt{}}
}

// QueryContext implements querier. A query that has begun does not end with ctx: to
// watch ctx, database/sql and the driver start a goroutine each, which takes several
// times as long as a short query.
func (p *stmtCache) QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error) {
	if ctx.Err() != nil {
		return nil, context.Cause(ctx)
	}
	st, err := p.stmt(ctx, query) //nolint:sqlclosecheck // with the pool
	if err != nil {
		return nil, err
	}
	return st.QueryContext(context.WithoutCancel(ctx), args...)
}

func (p *stmtCache) stmt(ctx context.Context, query string) (*sql.Stmt, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if st, ok := p.stmts[query]; ok {
		return st, nil
	}
	st, err := p.db.PrepareContext(ctx, query) //nolint:sqlclosecheck // with the pool
	if err == nil {
		p.stmts[query] = st
	}
	return st, err
}
