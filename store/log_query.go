package store

import (
	"database/sql"
	"time"

	"newsarchive/internal/news"
)

// The columns of every query of the log, in their order, are the fields of
// [Event] from Kind to Count, and a number that orders what happened at one
// moment. Its parameters are ?1 the items, ?2 the stories, ?3 the feed, ?4
// and ?5 the bounds, ?6 the most.
func (r *logReader) query(query string) error {
	return queryRows(r.ctx, r.db, func(rows *sql.Rows) error {
		var e Event
		var at stamp
		err := rows.Scan(&e.Kind, &at, &e.Feed, &e.FeedLabel, &e.Item, &e.Story, &e.Other, &e.Publisher, &e.Title,
			&e.Field, &e.Was, &e.Count, &e.order)
		e.At = at.time()
		r.events = append(r.events, e)
		return err
	}, query, r.args()...)
}

func (r *logReader) args() []any {
	limit := r.Limit
	if limit == 0 {
		limit = -1
	}
	until := r.Until
	if until.IsZero() {
		until = time.Date(9999, 12, 31, 23, 59, 59, 0, time.UTC)
	}
	return []any{array(r.Items), array(r.Stories), r.Feed, r.Since.UTC().Format(news.InstantLayout), stamp(until), limit}
}

// scope is the table of the items that are meant, as i.
func (r *logReader) scope() string {
	if r.Items != nil {
		return ` json_each(?1) j JOIN items i ON i.id = j.value `
	}
	return ` items i `
}

// within narrows to the feed and the time that are meant, and to the stories,
// where there is one.
func (r *logReader) within(at, story string) string {
	where := ` (?3 = 0 OR i.feed_id = ?3) AND ` + at + ` >= ?4 AND ` + at + ` < ?5 `
	if r.Stories != nil && story != "" {
		where += ` AND (` + story + ` IS NULL OR ` + story + ` IN (SELECT value FROM json_each(?2))) `
	}
	return where
}

// feedOf are the columns of the feed of a row e.
const feedOf = `e.feed_id, (SELECT coalesce(f.name, nullif(f.title, ''), f.url) FROM feeds f WHERE f.id = e.feed_id)`
