package pages

import (
	"context"
	"fmt"
	"os"
)

// CopyTo writes a consistent copy to a new file with mode 0600, also while other
// processes write. It fails when that file exists.
func (d *DB) CopyTo(ctx context.Context, to string) error {
	f, err := os.OpenFile(to, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	if err := f.Close(); err != nil {
		return err
	}
	if _, err := d.db.ExecContext(ctx, `VACUUM INTO ?`, to); err != nil {
		return fmt.Errorf("copy %s to %s: %w", d.path, to, classify(err))
	}
	return nil
}

// Verify checks the file with SQLite's integrity check. The error wraps
// [ErrDamaged] when it finds something. It does not unpack the pages; [DB.All]
// does.
func (d *DB) Verify(ctx context.Context) error {
	var result string
	if err := d.db.QueryRowContext(ctx, `PRAGMA integrity_check(1)`).Scan(&result); err != nil {
		return fmt.Errorf("check %s: %w", d.path, classify(err))
	}
	if result != "ok" {
		return fmt.Errorf("%s is %w: %s", d.path, ErrDamaged, result)
	}
	return nil
}
