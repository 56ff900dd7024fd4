package store

import (
	"context"
	"fmt"
	"time"
)

// BeganAfter reports whether the archive had seen no item yet at a moment,
// and if so, when it saw its first. first is zero when it has no items.
func (s *Store) BeganAfter(ctx context.Context, at time.Time) (first time.Time, after bool, err error) {
	var seen stamp
	// Early rows are early: most archives answer after the first one.
	err = s.read.QueryRowContext(ctx, `SELECT CASE WHEN EXISTS (SELECT 1 FROM items WHERE first_seen <= ?1)
		THEN NULL ELSE (SELECT min(first_seen) FROM items) END,
		NOT EXISTS (SELECT 1 FROM items WHERE first_seen <= ?1)`, stamp(at)).Scan(&seen, &after)
	if err != nil {
		return time.Time{}, false, fmt.Errorf("find the first item: %w", classify(err))
	}
	return seen.time(), after, nil
}
