package private

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"
)

// CopyTo writes a consistent copy of the file at path to a new file with mode
// 0600. It fails when that file exists.
func CopyTo(ctx context.Context, path, to string) error {
	if err := readable(path); err != nil {
		return err
	}
	f, err := os.OpenFile(to, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	if err := f.Close(); err != nil {
		return err
	}
	db, err := sql.Open("sqlite", fileURL(path)+"?mode=ro&_pragma=busy_timeout(10000)")
	if err != nil {
		return err
	}
	defer db.Close() //nolint:errcheck // read only
	if _, err := db.ExecContext(ctx, `VACUUM INTO ?`, to); err != nil {
		return fmt.Errorf("copy %s to %s: %w", path, to, err)
	}
	return nil
}

// Merge adds the secrets of a backup. The key becomes that of the backup, with
// which the addresses in its archive were hashed. Feeds that are here already
// are newer and stay as they are.
func (d *DB) Merge(ctx context.Context, s Secrets) error {
	tx, err := d.db.BeginTx(ctx, nil)
	if err != nil {
		return fmt.Errorf("take in secrets: %w", err)
	}
	defer tx.Rollback() //nolint:errcheck // after a commit there is nothing to undo
	if _, err := tx.ExecContext(ctx, `UPDATE hash_key SET key = ?`, s.key); err != nil {
		return fmt.Errorf("take in secrets: %w", err)
	}
	for _, f := range s.feeds {
		if err := insert(ctx, tx, "INSERT OR IGNORE", f); err != nil {
			return fmt.Errorf("take in secrets: %w", err)
		}
	}
	if err := s.signIn.merge(ctx, tx); err != nil {
		return fmt.Errorf("take in passwords: %w", err)
	}
	return tx.Commit()
}

// Verify checks the file at path with SQLite's integrity check and returns an
// error for what is wrong with it. A missing file is valid.
func Verify(ctx context.Context, path string) error {
	if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if _, err := Load(ctx, path); err != nil {
		return err
	}
	db, err := sql.Open("sqlite", fileURL(path)+"?mode=ro&_pragma=busy_timeout(10000)")
	if err != nil {
		return err
	}
	defer db.Close() //nolint:errcheck // read only
	var result string
	if err := db.QueryRowContext(ctx, `PRAGMA integrity_check(1)`).Scan(&result); err != nil {
		return fmt.Errorf("read %s: %w", path, err)
	}
	if result != "ok" {
		return fmt.Errorf("%s is damaged: %s", path, result)
	}
	return nil
}
