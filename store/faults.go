package store

import (
	"context"
	"database/sql"
	"fmt"
	"time"
)

// FaultRecord is a recorded fault of an entry of a feed, which was left out or
// repaired.
type FaultRecord struct {
	Feed      int64     `json:"feed"`
	FeedLabel string    `json:"feed_label"`
	Reason    string    `json:"reason"`
	Raw       string    `json:"raw"` // the element, possibly truncated; the key of an imported item
	FirstSeen time.Time `json:"first_seen"`
}

// Faults returns the faults of a feed, or of all feeds when feed is 0, the
// newest first. limit bounds their number unless it is 0.
func (s *Store) Faults(ctx context.Context, feed int64, limit int) (all []FaultRecord, err error) {
	if limit == 0 {
		limit = -1
	}
	err = queryRows(ctx, s.read, func(rows *sql.Rows) error {
		var f FaultRecord
		var at stamp
		err := rows.Scan(&f.Feed, &f.FeedLabel, &f.Reason, &f.Raw, &at)
		f.FirstSeen = at.time()
		all = append(all, f)
		return err
	}, `SELECT x.feed_id, `+feedLabel+`, x.reason, x.raw, x.first_seen
		FROM faults x JOIN feeds f ON f.id = x.feed_id WHERE ?1 = 0 OR x.feed_id = ?1 ORDER BY x.id DESC LIMIT ?2`, feed, limit)
	if err != nil {
		return nil, fmt.Errorf("read faults: %w", err)
	}
	return all, nil
}
