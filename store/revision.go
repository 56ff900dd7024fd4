package store

import (
	"context"
	"database/sql"
	"fmt"

	"newsarchive/internal/news"
)

// Revisions returns the revisions of the items and of their stories'
// headlines, the oldest first.
func (s *Store) Revisions(ctx context.Context, items []int64) (all []news.Revision, err error) {
	err = queryRows(ctx, s.read, func(rows *sql.Rows) error {
		var v news.Revision
		var replaced stamp
		err := rows.Scan(&v.Item, &v.Story, &v.Field, &v.Value, &replaced)
		v.Replaced = replaced.time()
		all = append(all, v)
		return err
	}, `SELECT v.item_id, coalesce(v.story_id, 0), v.field, v.value, v.replaced
		FROM json_each(?) j JOIN revisions v ON v.item_id = j.value ORDER BY v.replaced, v.id`, array(items))
	if err != nil {
		return nil, fmt.Errorf("read revisions: %w", err)
	}
	return all, nil
}
