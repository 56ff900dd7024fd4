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

// Sizes says how much the file holds.
type Sizes struct {
	Pages   int64
	Stories int64 // that have pages
	Bytes   int64 // of all bodies, unpacked
	File    int64 // of the file, in bytes
}

// Sizes counts. It reads the index and the beginning of each row.
func (d *DB) Sizes(ctx context.Context) (s Sizes, err error) {
	err = d.db.QueryRowContext(ctx, `SELECT count(*), count(DISTINCT story), coalesce(sum(size), 0),
		(SELECT page_count FROM pragma_page_count) * (SELECT page_size FROM pragma_page_size) FROM pages`).
		Scan(&s.Pages, &s.Stories, &s.Bytes, &s.File)
	if err != nil {
		return Sizes{}, fmt.Errorf("count the pages in %s: %w", d.path, classify(err))
	}
	return s, nil
}
