package store

import (
	"context"
	"database/sql/driver"
	"errors"
	"fmt"
)

// asofSettings are added to the DSN of a connection to a past state. Because it
// sets its moment, it cannot be query_only.
const asofSettings = "&mode=ro&_pragma=cache_size(-8000)"

// asofConnector connects to the archive as it was at a moment: views hide the
// tables. All queries of the package work on them unchanged.
type asofConnector struct {
	driver.Connector
	pool     *asofPool
	moment   string
	rejoined bool // stories have changed their root since
}

// Connect implements [driver.Connector].
func (c asofConnector) Connect(ctx context.Context) (driver.Conn, error) {
	if !c.rejoined {
		if conn := c.pool.take(); conn != nil {
			return conn.at(ctx, c.moment)
		}
	}
	opened, err := c.Connector.Connect(ctx)
	if err != nil {
		return nil, err
	}
	in, ok := opened.(sqliteConn)
	if !ok {
		return nil, errors.Join(fmt.Errorf("the driver's connection is a %T", opened), opened.Close())
	}
	if _, err := in.ExecContext(ctx, asofViews(c.moment, c.rejoined), nil); err != nil {
		return nil, errors.Join(fmt.Errorf("make the views of the past: %w", err), in.Close())
	}
	return &asofConn{sqliteConn: in, pool: c.pool, moment: c.moment, once: c.rejoined, stmts: map[string]*asofStmt{}}, nil
}

// sqliteConn is what the driver's connections have. Without
// [driver.QueryerContext], every query is a prepared statement.
type sqliteConn interface {
	driver.Conn
	driver.ConnBeginTx
	driver.ConnPrepareContext
	driver.ExecerContext
	driver.SessionResetter
	driver.Validator
}

// asofConn is a connection to a past state. When it is closed, it goes back to
// its pool.
type asofConn struct {
	sqliteConn
	pool   *asofPool
	moment string
	once   bool                 // it is not used again
	stmts  map[string]*asofStmt // prepared and not in use, by their text
}

// at returns the connection, set to a moment.
func (c *asofConn) at(ctx context.Context, moment string) (driver.Conn, error) {
	if c.moment == moment {
		return c, nil
	}
	if _, err := c.ExecContext(ctx, setMoment, []driver.NamedValue{{Ordinal: 1, Value: moment}}); err != nil {
		return nil, errors.Join(fmt.Errorf("set the moment of the past: %w", err), c.finish())
	}
	c.moment = moment
	return c, nil
}

// BeginTx implements [driver.ConnBeginTx]. The connection is not used again, so
// that no transaction outlasts its question.
func (c *asofConn) BeginTx(ctx context.Context, o driver.TxOptions) (driver.Tx, error) {
	c.once = true
	return c.sqliteConn.BeginTx(ctx, o)
}

// PrepareContext implements [driver.ConnPrepareContext].
func (c *asofConn) PrepareContext(ctx context.Context, query string) (driver.Stmt, error) {
	if st, ok := c.stmts[query]; ok {
		delete(c.stmts, query)
		return st, nil
	}
	prepared, err := c.sqliteConn.PrepareContext(ctx, query)
	if err != nil {
		return nil, err
	}
	in, ok := prepared.(sqliteStmt)
	if !ok {
		return nil, errors.Join(fmt.Errorf("the driver's statement is a %T", prepared), prepared.Close())
	}
	return &asofStmt{sqliteStmt: in, conn: c, query: query}, nil
}

// Close implements [driver.Conn].
func (c *asofConn) Close() error {
	if !c.once && c.IsValid() && c.pool.put(c) {
		return nil
	}
	return c.finish()
}

// finish closes the connection with its statements.
func (c *asofConn) finish() error {
	var errs []error
	for _, st := range c.stmts {
		errs = append(errs, st.sqliteStmt.Close())
	}
	return errors.Join(append(errs, c.sqliteConn.Close())...)
}

// sqliteStmt is what the driver's statements have.
type sqliteStmt interface {
	driver.Stmt
	driver.StmtExecContext
	driver.StmtQueryContext
}

// maxStatements is how many statements a connection keeps.
const maxStatements = 100

// asofStmt is a prepared statement. When it is closed, its connection keeps it.
type asofStmt struct {
	sqliteStmt
	conn  *asofConn
	query string
}

// Close implements [driver.Stmt].
func (s *asofStmt) Close() error {
	if _, twice := s.conn.stmts[s.query]; twice || len(s.conn.stmts) == maxStatements {
		return s.sqliteStmt.Close()
	}
	s.conn.stmts[s.query] = s
	return nil
}
