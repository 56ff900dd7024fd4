package pages

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"slices"

	"newsarchive/internal/news"
)

// Refs returns which pages there are, and of which stories, in the order of
// their numbers. It reads no page.
func (d *DB) Refs(ctx context.Context) (all []news.PageRef, err error) {
	rows, err := d.db.QueryContext(ctx, `SELECT id, story FROM pages`)
	if err != nil {
		return nil, fmt.Errorf("list the pages in %s: %w", d.path, classify(err))
	}
	defer rows.Close() //nolint:errcheck // rows.Err tells
	for rows.Next() {
		var r news.PageRef
		if err := rows.Scan(&r.Page, &r.Story); err != nil {
			return nil, fmt.Errorf("list the pages in %s: %w", d.path, classify(err))
		}
		all = append(all, r)
	}
	if err := rows.Err(); err != nil {
		return nil, fmt.Errorf("list the pages in %s: %w", d.path, classify(err))
	}
	slices.SortFunc(all, news.PageRef.Compare)
	return all, nil
}

// Delete deletes pages in one transaction. Those that are not there are left
// out.
func (d *DB) Delete(ctx context.Context, ids []int64) error {
	list, err := json.Marshal(ids)
	if err == nil {
		err = d.transact(ctx, func(tx *sql.Tx) error {
			_, err := tx.ExecContext(ctx, `DELETE FROM pages WHERE id IN (SELECT value FROM json_each(?))`, string(list))
			return err
		})
	}
	if err != nil {
		return fmt.Errorf("delete pages: %w", classify(err))
	}
	return nil
}
