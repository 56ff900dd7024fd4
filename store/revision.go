package store

import (
	"context"
	"database/sql"
	"fmt"
	"time"
)

// Revision is a distinct earlier value of something that a feed has since
// changed.
type Revision struct {
	Item     int64     `json:"-"`
	Story    int64     `json:"story,omitempty"` // set: the story's headline in the item
	Field    string    `json:"field"`           // title, summary, content, published, link, author, image
	Value    string    `json:"value"`
	Replaced time.Time `json:"replaced"` // when it last gave way
}

// Revisions returns the revisions of the items, and of their stories'
// headlines, the oldest first.
func (s *Store) Revisions(ctx context.Context, items []int64) (all []Revision, err error) {
	err = queryRows(ctx, s.read, func(rows *sql.Rows) error {
		var v Revision
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
