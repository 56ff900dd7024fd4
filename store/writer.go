package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"
)

// writer is the only connection that writes, with its prepared statements. It
// begins and ends transactions itself: a sql.Tx watches the context of each
// statement with a goroutine, which costs more than most statements.
type writer struct {
	db      *sql.DB
	path    string
	conn    *sql.Conn // nil until the first transaction
	stmts   map[string]*sql.Stmt
	refuses error // the error of every transaction; nil: writable

	packer *packer // packs elements; nil until the first
	texts  *packer // packs the HTML of pages; nil until the first
}

// transact runs fn in one transaction with a fixed time, and commits or rolls
// back everything. Transactions of one process queue here, those of several
// processes in SQLite. fn is not interrupted; long ones must check ctx.
func (s *Store) transact(ctx context.Context, doing string, at time.Time, fn func(*saver) error) error {
	var w *writer
	select {
	case w = <-s.writerSlot:
	case <-ctx.Done():
		return fmt.Errorf("%s: %w", doing, ctx.Err())
	}
	defer func() { s.writerSlot <- w }()
	if err := w.transact(ctx, newSaver(w, s.zone, at), fn); err != nil {
		return fmt.Errorf("%s: %w", doing, classify(err))
	}
	return nil
}

func (w *writer) transact(ctx context.Context, v *saver, fn func(*saver) error) (err error) {
	if w.refuses != nil {
		return w.refuses
	}
	if err := w.begin(ctx); err != nil {
		return err
	}
	defer func() {
		if p := recover(); p != nil {
			_ = w.end(`ROLLBACK`)
			panic(p)
		}
	}()
	if err := fn(v); err != nil {
		return errors.Join(err, w.end(`ROLLBACK`))
	}
	if err := w.end(`COMMIT`); err != nil {
		return errors.Join(err, w.end(`ROLLBACK`))
	}
	return nil
}

// begin begins a transaction when it is this writer's turn among those of all
// processes.
func (w *writer) begin(ctx context.Context) (err error) {
	if w.conn == nil {
		if w.conn, err = w.db.Conn(ctx); err != nil {
			return err
		}
		w.stmts = map[string]*sql.Stmt{}
		if _, err := w.conn.ExecContext(ctx, fmt.Sprintf(`PRAGMA busy_timeout = %d`, lockTry)); err != nil {
			return err
		}
	}
	waiting, stop := context.WithTimeoutCause(ctx, lockWait, ErrLocked)
	defer stop()
	release, err := gate(waiting, w.path)
	if err != nil {
		return context.Cause(waiting)
	}
	defer release()
	for {
		_, err := w.conn.ExecContext(ctx, `BEGIN IMMEDIATE`)
		switch {
		case err == nil || !busy(err):
			return err
		case ctx.Err() != nil:
			return ctx.Err()
		case waiting.Err() != nil:
			return err
		}
	}
}

// end ends the transaction, even after its context was canceled.
func (w *writer) end(how string) error {
	_, err := w.conn.ExecContext(context.Background(), how)
	if err != nil && how == `ROLLBACK` {
		// SQLite rolls back by itself after some errors, such as a full disk.
		return nil
	}
	return err
}

func (w *writer) stmt(query string) (*sql.Stmt, error) {
	if st, ok := w.stmts[query]; ok {
		return st, nil
	}
	st, err := w.conn.PrepareContext(context.Background(), query)
	if err != nil {
		return nil, fmt.Errorf("prepare %q: %w", query, err)
	}
	w.stmts[query] = st
	return st, nil
}

func (w *writer) close() error {
	if w.conn == nil {
		return nil
	}
	var errs []error
	for _, st := range w.stmts {
		errs = append(errs, st.Close())
	}
	return errors.Join(append(errs, w.conn.Close())...)
}
