package store

import (
	"context"
	"database/sql"
	"fmt"
	"time"

	"newsarchive/internal/news"
)

// AddStory returns the story that has one of the addresses as its key, by the
// first address that is one, or the story that it is the same as. Where there is
// none, it saves the item, as [Store.Import] does, and returns the item's story;
// created reports that the story is new. The story is 0 when that item was
// pruned before.
func (s *Store) AddStory(ctx context.Context, addresses []string, it news.Item, at time.Time) (story int64, created bool, err error) {
	err = s.transact(ctx, "add a story", at, func(v *saver) error {
		if story, err = v.storyAtAny(addresses); err != nil || story != 0 {
			return err
		}
		item, err := v.importItem(&it, map[string]int64{})
		if item == 0 || fatal(err) {
			return err
		}
		row, err := v.storyOf(item)
		if err != nil || row == nil {
			return err
		}
		if story, err = v.root(row.ID); err != nil {
			return err
		}
		created = v.saved.Stories > 0
		return v.logChanges()
	})
	return story, created, err
}

// storyAtAny returns the root of the story at the first address that is a
// story's key; 0 if there is none.
func (v *saver) storyAtAny(addresses []string) (int64, error) {
	for _, address := range addresses {
		key, shared, err := v.addressKey(address)
		if err != nil {
			return 0, err
		}
		if key == "" || shared {
			continue
		}
		row, err := v.storyBy(key)
		if err != nil {
			return 0, err
		}
		if row != nil {
			return v.root(row.ID)
		}
	}
	return 0, nil
}

// Forgotten returns those of the stories whose text was forgotten, or that of a
// story that is the same. Each is named as it was given.
func (s *Store) Forgotten(ctx context.Context, stories []int64) (all []int64, err error) {
	err = queryRows(ctx, s.read, func(rows *sql.Rows) error {
		var id int64
		err := rows.Scan(&id)
		all = append(all, id)
		return err
	}, `WITH asked (id, root) AS (SELECT j.value, coalesce(a.root_id, j.value) FROM json_each(?1) j LEFT JOIN same_as a ON a.story_id = j.value),
		gone (root) AS (SELECT coalesce(a.root_id, q.story_id) FROM page_queue q LEFT JOIN same_as a ON a.story_id = q.story_id WHERE q.state = 'forgotten')
		SELECT id FROM asked WHERE root IN (SELECT root FROM gone)`, array(stories))
	if err != nil {
		return nil, fmt.Errorf("look which texts were forgotten: %w", err)
	}
	return all, nil
}

// AllowAgain lets a story whose text was forgotten have one again, and those
// that are the same.
func (s *Store) AllowAgain(ctx context.Context, story int64, at time.Time) error {
	return s.transact(ctx, fmt.Sprintf("allow story %d a text again", story), at, func(v *saver) error {
		_, err := v.exec(`UPDATE page_queue SET state = 'done' WHERE state = 'forgotten' AND story_id IN`+family, story)
		return err
	})
}
