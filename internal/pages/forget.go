package pages

import (
	"context"
	"database/sql"
	"fmt"
)

// Forget deletes all pages of a story, overwrites them in the file and empties
// the write-ahead log. It returns how many there were. It is an error when
// another process reads the file for so long that the log cannot be emptied: the
// pages are deleted then, and calling Forget again finishes it.
func (d *DB) Forget(ctx context.Context, story int64) (n int64, err error) {
	err = d.transact(ctx, func(tx *sql.Tx) error {
		result, err := tx.ExecContext(ctx, `DELETE FROM pages WHERE story = ?`, story)
		if err == nil {
			n, err = result.RowsAffected()
		}
		return err
	})
	if err != nil {
		return 0, fmt.Errorf("forget the pages of story %d: %w", story, classify(err))
	}
	var busy, frames, moved int
	if err := d.db.QueryRowContext(ctx, `PRAGMA wal_checkpoint(TRUNCATE)`).Scan(&busy, &frames, &moved); err != nil {
		return n, fmt.Errorf("overwrite the pages of story %d: %w", story, classify(err))
	}
	if busy != 0 {
		return n, fmt.Errorf("overwrite the pages of story %d: another program is reading %s; try again when it has finished", story, d.path)
	}
	return n, nil
}

// Remove deletes one page. It is no error if there is none.
func (d *DB) Remove(ctx context.Context, id int64) error {
	err := d.transact(ctx, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, `DELETE FROM pages WHERE id = ?`, id)
		return err
	})
	if err != nil {
		return fmt.Errorf("remove page %d: %w", id, classify(err))
	}
	return nil
}
