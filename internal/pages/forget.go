package pages

import (
	"context"
	"database/sql"
	"fmt"
)

// Forget deletes all pages of stories, overwrites them in the file and empties
// the write-ahead log. It returns how many there were. It is an error when
// another process reads the file for so long that the log cannot be emptied: the
// pages are deleted then, and calling Forget again finishes it.
func (d *DB) Forget(ctx context.Context, stories ...int64) (n int64, err error) {
	err = d.transact(ctx, func(tx *sql.Tx) error {
		for _, story := range stories {
			result, err := tx.ExecContext(ctx, `DELETE FROM pages WHERE story = ?`, story)
			if err != nil {
				return err
			}
			gone, err := result.RowsAffected()
			if err != nil {
				return err
			}
			n += gone
		}
		return nil
	})
	if err != nil {
		return 0, fmt.Errorf("forget the pages of %d stories: %w", len(stories), classify(err))
	}
	var busy, frames, moved int
	if err := d.db.QueryRowContext(ctx, `PRAGMA wal_checkpoint(TRUNCATE)`).Scan(&busy, &frames, &moved); err != nil {
		return n, fmt.Errorf("overwrite the forgotten pages: %w", classify(err))
	}
	if busy != 0 {
		return n, fmt.Errorf("overwrite the forgotten pages: another program is reading %s; try again when it has finished", d.path)
	}
	return n, nil
}
