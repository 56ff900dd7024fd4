package store

import (
	"context"
	"slices"
	"time"
)

// KeepUnread marks stories unread, also those that nothing marks read: programs
// that sync with the archive take old stories for read unless they are marked.
// Of several statements the last that is made holds.
func (s *Store) KeepUnread(ctx context.Context, stories []int64, now time.Time) error {
	for some := range slices.Chunk(slices.Sorted(slices.Values(stories)), markBatch) {
		err := s.transact(ctx, "mark stories", now, func(v *saver) error {
			_, err := v.exec(`INSERT INTO marks (story_id, mark, is_set, at)
				SELECT DISTINCT coalesce(a.root_id, s.id), 'read', 0, ?2 FROM json_each(?1) j JOIN stories s ON s.id = j.value
				LEFT JOIN same_as a ON a.story_id = s.id WHERE true
				ON CONFLICT DO UPDATE SET is_set = 0, at = excluded.at`, array(some), stamp(now))
			return err
		})
		if err != nil {
			return err
		}
	}
	return nil
}
