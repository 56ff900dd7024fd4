package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"time"

	"newsarchive/internal/news"
)

// Coverage reads the ledger of the given feeds, or of all followed feeds, for
// the days from first to last. It omits feeds without any fetch, such as
// imported ones.
func (s *Store) Coverage(ctx context.Context, feeds []int64, first, last string) ([]news.Coverage, error) {
	chosen, err := s.feeds(ctx, selectFeeds+`WHERE ?1 = '[]' AND followed = 1 OR id IN (SELECT value FROM json_each(?1)) ORDER BY id`, array(feeds))
	if err != nil {
		return nil, err
	}
	var all []news.Coverage
	for _, f := range chosen {
		c := news.Coverage{Feed: f, Reached: map[string]bool{}}
		if err := s.cover(ctx, &c, first, last); err != nil {
			return nil, fmt.Errorf("read which days were covered: %w", err)
		}
		if c.First != "" {
			all = append(all, c)
		}
	}
	return all, nil
}

// cover reads the ledger of one feed. The older part has a row per day; for
// the rest it asks whether each day has a good fetch, which avoids reading
// every fetch.
func (s *Store) cover(ctx context.Context, c *news.Coverage, first, last string) error {
	var begun, recent stamp
	err := s.read.QueryRowContext(ctx, `SELECT min(coalesce(o, r), coalesce(r, o)), r FROM
		(SELECT (SELECT min(first) FROM fetch_days WHERE feed_id = ?1) AS o, (SELECT min(at) FROM fetches WHERE feed_id = ?1) AS r)`,
		c.Feed.ID).Scan(&begun, &recent)
	if err != nil || begun.time().IsZero() {
		return classify(err)
	}
	c.First = news.Instant(begun.time()).In(s.zone)
	end, err := time.Parse(time.DateOnly, last)
	if err != nil {
		return err
	}
	last = end.AddDate(0, 0, c.Back()).Format(time.DateOnly)
	err = queryRows(ctx, s.read, func(rows *sql.Rows) error {
		var from, to stamp
		err := rows.Scan(&from, &to)
		c.Reached[news.Instant(from.time()).In(s.zone)] = true
		c.Reached[news.Instant(to.time()).In(s.zone)] = true
		return err
	}, `SELECT first, last FROM fetch_days WHERE feed_id = ? AND outcome <> 'failed'`, c.Feed.ID)
	if err != nil || recent.time().IsZero() {
		return err
	}
	days, err := json.Marshal(s.daysBetween(max(first, news.Instant(recent.time()).In(s.zone)), last))
	if err != nil {
		return err
	}
	return queryRows(ctx, s.read, func(rows *sql.Rows) error {
		var day string
		err := rows.Scan(&day)
		c.Reached[day] = true
		return err
	}, `SELECT j.value ->> 0 FROM json_each(?2) j WHERE EXISTS (SELECT 1 FROM fetches x
		WHERE x.feed_id = ?1 AND x.at >= j.value ->> 1 AND x.at < j.value ->> 2 AND x.outcome <> 'failed')`, c.Feed.ID, string(days))
}

// daysBetween returns the days from first to last, both included, each with
// the instants at which it starts and ends.
func (s *Store) daysBetween(first, last string) [][3]string {
	days := [][3]string{}
	day, err := time.Parse(time.DateOnly, first)
	if err != nil {
		return days
	}
	for ; day.Format(time.DateOnly) <= last; day = day.AddDate(0, 0, 1) {
		y, m, d := day.Date()
		from, to := time.Date(y, m, d, 0, 0, 0, 0, s.zone), time.Date(y, m, d+1, 0, 0, 0, 0, s.zone)
		days = append(days, [3]string{day.Format(time.DateOnly), from.UTC().Format(news.InstantLayout), to.UTC().Format(news.InstantLayout)})
	}
	return days
}
