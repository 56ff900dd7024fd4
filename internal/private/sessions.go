package private

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"
)

// maxSessions is how many browsers can be signed in. One more ends the session
// that has been unused for longest.
const maxSessions = 100

// Session is a browser that is signed in.
type Session struct {
	ID       int64
	Hash     []byte // SHA-256 of what the browser has
	Password []byte // that it began with: its SHA-256, or that of its PHC string
	Client   string // the browser, as it calls itself
	Made     time.Time
	Used     time.Time // to about an hour
	Ends     time.Time
}

const selectSessions = `SELECT id, hash, password, client, made, used, ends FROM sessions`

func scanSession(scan func(...any) error) (s Session, err error) {
	var made, used, ends int64
	err = scan(&s.ID, &s.Hash, &s.Password, &s.Client, &made, &used, &ends)
	s.Made, s.Used, s.Ends = instant(made), instant(used), instant(ends)
	return s, err
}

// TypedPassword returns the PHC string of the password that a person types; ""
// if none is set.
func (d *DB) TypedPassword(ctx context.Context) (phc string, err error) {
	err = d.db.QueryRowContext(ctx, `SELECT hash FROM typed_password`).Scan(&phc)
	if errors.Is(err, sql.ErrNoRows) {
		return "", nil
	}
	if err != nil {
		return "", fmt.Errorf("read the password: %w", err)
	}
	return phc, nil
}

// SetTypedPassword replaces the password that a person types, or removes it with
// "". All sessions end.
func (d *DB) SetTypedPassword(ctx context.Context, phc string, at time.Time) error {
	tx, err := d.db.BeginTx(ctx, nil)
	if err != nil {
		return fmt.Errorf("keep the password: %w", err)
	}
	defer tx.Rollback() //nolint:errcheck // after a commit there is nothing to undo
	_, err = tx.ExecContext(ctx, `DELETE FROM typed_password; DELETE FROM sessions`)
	if err == nil && phc != "" {
		_, err = tx.ExecContext(ctx, `INSERT INTO typed_password (one, hash, made) VALUES (1, ?, ?)`, phc, at.Unix())
	}
	if err != nil {
		return fmt.Errorf("keep the password: %w", err)
	}
	return tx.Commit()
}

// AddSession keeps a session and returns its number. Sessions that have ended are
// forgotten.
func (d *DB) AddSession(ctx context.Context, s Session) (id int64, err error) {
	tx, err := d.db.BeginTx(ctx, nil)
	if err != nil {
		return 0, fmt.Errorf("keep the session: %w", err)
	}
	defer tx.Rollback() //nolint:errcheck // after a commit there is nothing to undo
	_, err = tx.ExecContext(ctx, `DELETE FROM sessions WHERE ends <= ?1 OR id NOT IN (SELECT id FROM sessions WHERE ends > ?1 ORDER BY used DESC, id DESC LIMIT ?2)`,
		s.Made.Unix(), maxSessions-1)
	if err != nil {
		return 0, fmt.Errorf("keep the session: %w", err)
	}
	res, err := tx.ExecContext(ctx, `INSERT INTO sessions (hash, password, client, made, used, ends) VALUES (?, ?, ?, ?, ?, ?)`,
		s.Hash, s.Password, s.Client, s.Made.Unix(), s.Used.Unix(), s.Ends.Unix())
	if err != nil {
		return 0, fmt.Errorf("keep the session: %w", err)
	}
	if id, err = res.LastInsertId(); err != nil {
		return 0, err
	}
	return id, tx.Commit()
}

// Sessions returns the sessions that have not ended at a time, the last used
// first.
func (d *DB) Sessions(ctx context.Context, at time.Time) (all []Session, err error) {
	rows, err := d.db.QueryContext(ctx, selectSessions+` WHERE ends > ? ORDER BY used DESC, id DESC`, at.Unix())
	if err != nil {
		return nil, fmt.Errorf("read the sessions: %w", err)
	}
	defer rows.Close() //nolint:errcheck // rows.Err reports the error
	for rows.Next() {
		s, err := scanSession(rows.Scan)
		if err != nil {
			return nil, err
		}
		all = append(all, s)
	}
	return all, rows.Err()
}

// Session returns the session with this hash that has not ended at a time, and
// whether there is one.
func (d *DB) Session(ctx context.Context, hash []byte, at time.Time) (s Session, ok bool, err error) {
	s, err = scanSession(d.db.QueryRowContext(ctx, selectSessions+` WHERE hash = ? AND ends > ?`, hash, at.Unix()).Scan)
	if errors.Is(err, sql.ErrNoRows) {
		return s, false, nil
	}
	if err != nil {
		return s, false, fmt.Errorf("look for the session: %w", err)
	}
	return s, true, nil
}

// UseSession keeps when a session was used and when it ends.
func (d *DB) UseSession(ctx context.Context, id int64, used, ends time.Time) error {
	_, err := d.db.ExecContext(ctx, `UPDATE sessions SET used = ?, ends = ? WHERE id = ?`, used.Unix(), ends.Unix(), id)
	return err
}

// EndSession ends a session, and reports whether there was one of this number.
func (d *DB) EndSession(ctx context.Context, id int64) (ok bool, err error) {
	res, err := d.db.ExecContext(ctx, `DELETE FROM sessions WHERE id = ?`, id)
	if err != nil {
		return false, fmt.Errorf("end the session: %w", err)
	}
	n, err := res.RowsAffected()
	return n > 0, err
}

// EndSessions ends all sessions, and returns how many there were.
func (d *DB) EndSessions(ctx context.Context) (n int64, err error) {
	res, err := d.db.ExecContext(ctx, `DELETE FROM sessions`)
	if err != nil {
		return 0, fmt.Errorf("end the sessions: %w", err)
	}
	return res.RowsAffected()
}
