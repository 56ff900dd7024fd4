package store

import (
	"context"
	"database/sql"
	"fmt"
	"time"

	"newsarchive/internal/news"
)

const (
	// newFetches is how many fetches with new items are looked at, and newDays how
	// many days before them.
	newFetches = 400
	newDays    = 60
)

// NewDays returns the days on which a feed brought new items, the newest first:
// those of its last 400 fetches with any and, if there are fewer, up to 60 before.
func (s *Store) NewDays(ctx context.Context, feed int64) ([]news.NewDay, error) {
	var days []news.NewDay
	fetches := 0
	read := func(rows *sql.Rows) error {
		var name string
		var items int
		if err := rows.Scan(&name, &items); err != nil {
			return err
		}
		date, err := time.Parse(time.DateOnly, name)
		if err != nil {
			return err
		}
		fetches++
		if n := len(days); n > 0 && days[n-1].Date.Equal(date) {
			days[n-1].Items += items
			return nil
		}
		days = append(days, news.NewDay{Date: date, Items: items})
		return nil
	}
	err := queryRows(ctx, s.read, read, `SELECT substr(at, 1, 10), new_items FROM fetches INDEXED BY fetches_new
		WHERE feed_id = ? AND new_items > 0 ORDER BY at DESC LIMIT ?`, feed, newFetches)
	if err == nil && fetches < newFetches {
		err = queryRows(ctx, s.read, read, `SELECT day, sum(new_items) FROM fetch_days WHERE feed_id = ? AND new_items > 0
			GROUP BY day ORDER BY day DESC LIMIT ?`, feed, newDays)
	}
	if err != nil {
		return nil, fmt.Errorf("read the ledger: %w", err)
	}
	return days, nil
}

// FullWindow describes the document of a feed that was fetched at a time and
// brought new items only ([news.Visits].Full).
func (s *Store) FullWindow(ctx context.Context, feed int64, at time.Time) (w news.Window, err error) {
	var before stamp
	var oldest, newest string
	err = s.read.QueryRowContext(ctx, `SELECT (SELECT max(at) FROM fetches WHERE feed_id = ?1 AND at < ?2 AND outcome <> ?3),
		count(*), coalesce(min(CASE WHEN published <= ?2 THEN published END), ''), coalesce(max(CASE WHEN published <= ?2 THEN published END), '')
		FROM items WHERE feed_id = ?1 AND first_seen = ?2`, feed, stamp(at), OutcomeFailed).Scan(&before, &w.Items, &oldest, &newest)
	if err != nil {
		return w, fmt.Errorf("read a full window: %w", classify(err))
	}
	w.At, w.Before, w.Oldest, w.Newest = at, before.time(), dated(oldest), dated(newest)
	return w, nil
}

// dated is the time of a date column; zero if it is empty.
func dated(text string) time.Time {
	d, err := news.ParseDate(text)
	if err != nil {
		return time.Time{}
	}
	return d.Time
}
