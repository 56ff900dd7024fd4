package private

import (
	"context"
	"database/sql"
	"errors"
)

// signIn is what a backup brings of the passwords.
type signIn struct {
	typed string // a PHC string
	made  int64
	apps  []appRow
}

// appRow is a row of app_passwords.
type appRow struct {
	name                string
	hash                []byte
	write               bool
	made, used, removed int64
}

// readSignIn reads the passwords of a file of a version.
func readSignIn(ctx context.Context, db *sql.DB, version int) (s signIn, err error) {
	if version < 3 { // it may be read-only
		return s, nil
	}
	err = db.QueryRowContext(ctx, `SELECT hash, made FROM typed_password`).Scan(&s.typed, &s.made)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return s, err
	}
	rows, err := db.QueryContext(ctx, `SELECT name, hash, write, made, used, removed FROM app_passwords ORDER BY id`)
	if err != nil {
		return s, err
	}
	defer rows.Close() //nolint:errcheck // rows.Err reports the error
	for rows.Next() {
		var r appRow
		if err := rows.Scan(&r.name, &r.hash, &r.write, &r.made, &r.used, &r.removed); err != nil {
			return s, err
		}
		s.apps = append(s.apps, r)
	}
	return s, rows.Err()
}

// merge adds the passwords that are not here. One whose name another one has here
// is left out.
func (s signIn) merge(ctx context.Context, tx *sql.Tx) error {
	for _, r := range s.apps {
		_, err := tx.ExecContext(ctx, `INSERT OR IGNORE INTO app_passwords (name, hash, write, made, used, removed) VALUES (?, ?, ?, ?, ?, ?)`,
			r.name, r.hash, r.write, r.made, r.used, r.removed)
		if err != nil {
			return err
		}
		if r.removed > 0 { // it may be valid here
			if _, err := tx.ExecContext(ctx, `UPDATE app_passwords SET removed = ? WHERE hash = ? AND removed = 0`, r.removed, r.hash); err != nil {
				return err
			}
		}
	}
	if s.typed == "" {
		return nil
	}
	_, err := tx.ExecContext(ctx, `INSERT OR IGNORE INTO typed_password (one, hash, made) VALUES (1, ?, ?)`, s.typed, s.made)
	return err
}
