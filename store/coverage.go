package store

import (
	"context"
	"database/sql"
	"fmt"
	"time"
)

// Coverage tells on which days of the archive's zone a feed was reached.
type Coverage struct {
	Feed    Feed
	First   string          // the day of the first attempt; before it, the feed was not followed
	Reached map[string]bool // days with a good fetch
}

// Covered reports whether a day is one of those that the feed's fetches tell
// of: one is good for the day on which it was made, and as far back as the
// feed is asked to be fetched.
func (c Coverage) Covered(day string) bool {
	if c.First == "" || day < c.First {
		return false
	}
	at, err := time.Parse(dayLayout, day)
	if err != nil {
		return false
	}
	back := int(time.Duration(c.Feed.State.Every).Hours()/24) + 1
	for i := range back {
		if c.Reached[at.AddDate(0, 0, i).Format(dayLayout)] {
			return true
		}
	}
	return false
}

// Coverage reads the ledger of some feeds, or of all that are followed. Feeds
// that nobody ever tried to fetch, such as imported ones, are left out.
func (s *Store) Coverage(ctx context.Context, feeds []int64) ([]Coverage, error) {
	chosen, err := s.feeds(ctx, selectFeeds+`WHERE (?1 = '[]' AND followed = 1 OR id IN (SELECT value FROM json_each(?1)))
		AND (EXISTS (SELECT 1 FROM fetches x WHERE x.feed_id = feeds.id) OR EXISTS (SELECT 1 FROM fetch_days y WHERE y.feed_id = feeds.id))
		ORDER BY id`, array(feeds))
	if err != nil {
		return nil, err
	}
	all := make([]Coverage, len(chosen))
	at := make(map[int64]*Coverage, len(chosen))
	ids := make([]int64, len(chosen))
	for i, f := range chosen {
		all[i] = Coverage{Feed: f, Reached: map[string]bool{}}
		at[f.ID], ids[i] = &all[i], f.ID
	}
	// The earliest and the latest of an hour: where a zone's days begin at
	// half past, they may be of two.
	err = queryRows(ctx, s.read, func(rows *sql.Rows) error {
		var feed int64
		var good bool
		var first, last stamp
		if err := rows.Scan(&feed, &good, &first, &last); err != nil {
			return err
		}
		c := at[feed]
		for _, moment := range []stamp{first, last} {
			day := Instant(moment.time()).In(s.zone)
			if c.First == "" || day < c.First {
				c.First = day
			}
			if good {
				c.Reached[day] = true
			}
		}
		return nil
	}, `SELECT feed_id, outcome <> 'failed', min(at), max(at) FROM fetches
		WHERE feed_id IN (SELECT value FROM json_each(?1)) GROUP BY feed_id, substr(at, 1, 13), outcome <> 'failed'
		UNION ALL SELECT feed_id, outcome <> 'failed', first, last FROM fetch_days
		WHERE feed_id IN (SELECT value FROM json_each(?1))`, array(ids))
	if err != nil {
		return nil, fmt.Errorf("read which days were covered: %w", err)
	}
	return all, nil
}
