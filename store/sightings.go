package store

import (
	"context"
	"database/sql"
	"fmt"
	"time"
)

// Sighting is the first time that a feed linked a story of an event.
type Sighting struct {
	Story int64 // the root of its pair
	Feed  int64
	Label string // of the feed
	Item  int64
	At    time.Time
	// Before is the last good fetch that did not yet contain the story. It is zero
	// when the ledger has none: the feed had the story from the start, or the item
	// was imported.
	Before time.Time
}

// Sightings returns the first sighting of each of the stories, which are roots, by
// each feed, the earliest first.
func (s *Store) Sightings(ctx context.Context, stories []int64) (all []Sighting, err error) {
	err = queryRows(ctx, s.read, func(rows *sql.Rows) error {
		var g Sighting
		var at, before stamp
		err := rows.Scan(&g.Story, &g.Feed, &g.Label, &g.Item, &at, &before)
		g.At, g.Before = at.time(), before.time()
		all = append(all, g)
		return err
	}, `WITH member (root, id) AS (
			SELECT value, value FROM json_each(?1)
			UNION ALL SELECT a.root_id, a.story_id FROM json_each(?1) j JOIN same_as a ON a.root_id = j.value),
		first (story, feed, item, at) AS (
			SELECT m.root, y.feed_id, y.item_id, min(y.first_seen) FROM member m JOIN appearances y ON y.story_id = m.id GROUP BY 1, 2)
		SELECT t.story, t.feed, `+feedLabel+`, t.item, t.at,
			coalesce((SELECT max(l.at) FROM fetches l WHERE l.feed_id = t.feed AND l.at < t.at AND l.outcome <> 'failed'),
				(SELECT max(d.last) FROM fetch_days d WHERE d.feed_id = t.feed AND d.last < t.at AND d.outcome <> 'failed'))
		FROM first t JOIN feeds f ON f.id = t.feed ORDER BY t.at, t.item, t.story`, array(stories))
	if err != nil {
		return nil, fmt.Errorf("read when feeds had stories: %w", err)
	}
	return all, nil
}
