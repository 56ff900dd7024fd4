package private

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"
)

// ErrNameTaken means that there is an app password of this name.
var ErrNameTaken = errors.New("there is an app password of this name")

// AppPassword is what is kept of the password of a device or program.
type AppPassword struct {
	ID    int64 // never given to another one
	Name  string
	Hash  []byte // SHA-256
	Write bool   // it may change the archive
	Made  time.Time
	Used  time.Time // to about an hour; zero: never
}

const selectAppPasswords = `SELECT id, name, hash, write, made, used FROM app_passwords`

func scanAppPassword(scan func(...any) error) (p AppPassword, err error) {
	var made, used int64
	err = scan(&p.ID, &p.Name, &p.Hash, &p.Write, &made, &used)
	p.Made, p.Used = instant(made), instant(used)
	return p, err
}

// AddAppPassword keeps an app password and returns its number. The error is
// [ErrNameTaken] when a valid one has its name.
func (d *DB) AddAppPassword(ctx context.Context, p AppPassword) (id int64, err error) {
	tx, err := d.db.BeginTx(ctx, nil)
	if err != nil {
		return 0, fmt.Errorf("keep the password: %w", err)
	}
	defer tx.Rollback() //nolint:errcheck // after a commit there is nothing to undo
	var taken bool
	if err := tx.QueryRowContext(ctx, `SELECT EXISTS (SELECT 1 FROM app_passwords WHERE name = ? AND removed = 0)`, p.Name).Scan(&taken); err != nil {
		return 0, fmt.Errorf("keep the password: %w", err)
	}
	if taken {
		return 0, ErrNameTaken
	}
	res, err := tx.ExecContext(ctx, `INSERT INTO app_passwords (name, hash, write, made, used, removed) VALUES (?, ?, ?, ?, 0, 0)`,
		p.Name, p.Hash, p.Write, p.Made.Unix())
	if err != nil {
		return 0, fmt.Errorf("keep the password: %w", err)
	}
	if id, err = res.LastInsertId(); err != nil {
		return 0, err
	}
	return id, tx.Commit()
}

// AppPasswords returns the valid app passwords by name.
func (d *DB) AppPasswords(ctx context.Context) (all []AppPassword, err error) {
	rows, err := d.db.QueryContext(ctx, selectAppPasswords+` WHERE removed = 0 ORDER BY name`)
	if err != nil {
		return nil, fmt.Errorf("read the passwords: %w", err)
	}
	defer rows.Close() //nolint:errcheck // rows.Err reports the error
	for rows.Next() {
		p, err := scanAppPassword(rows.Scan)
		if err != nil {
			return nil, err
		}
		all = append(all, p)
	}
	return all, rows.Err()
}

// AppPassword returns the valid app password with this hash, and whether there is
// one.
func (d *DB) AppPassword(ctx context.Context, hash []byte) (p AppPassword, ok bool, err error) {
	p, err = scanAppPassword(d.db.QueryRowContext(ctx, selectAppPasswords+` WHERE hash = ? AND removed = 0`, hash).Scan)
	if errors.Is(err, sql.ErrNoRows) {
		return p, false, nil
	}
	if err != nil {
		return p, false, fmt.Errorf("look for the password: %w", err)
	}
	return p, true, nil
}

// UseAppPassword keeps when an app password was used.
func (d *DB) UseAppPassword(ctx context.Context, id int64, at time.Time) error {
	_, err := d.db.ExecContext(ctx, `UPDATE app_passwords SET used = max(used, ?) WHERE id = ?`, at.Unix(), id)
	return err
}

// RemoveAppPassword makes an app password invalid, with the sessions that began
// with it, and reports whether there was one of this name.
func (d *DB) RemoveAppPassword(ctx context.Context, name string, at time.Time) (ok bool, err error) {
	tx, err := d.db.BeginTx(ctx, nil)
	if err != nil {
		return false, fmt.Errorf("remove the password: %w", err)
	}
	defer tx.Rollback() //nolint:errcheck // after a commit there is nothing to undo
	if _, err := tx.ExecContext(ctx, `DELETE FROM sessions WHERE password IN (SELECT hash FROM app_passwords WHERE name = ? AND removed = 0)`, name); err != nil {
		return false, fmt.Errorf("remove the password: %w", err)
	}
	res, err := tx.ExecContext(ctx, `UPDATE app_passwords SET removed = max(1, ?) WHERE name = ? AND removed = 0`, at.Unix(), name)
	if err != nil {
		return false, fmt.Errorf("remove the password: %w", err)
	}
	n, err := res.RowsAffected()
	if err != nil {
		return false, err
	}
	return n > 0, tx.Commit()
}

// instant is the time of seconds since 1970; 0 is the zero time.
func instant(s int64) time.Time {
	if s == 0 {
		return time.Time{}
	}
	return time.Unix(s, 0).UTC()
}
