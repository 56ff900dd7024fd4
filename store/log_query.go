package store

import (
	"database/sql"
	"time"

	"newsarchive/internal/news"
)

// query runs a query of the log. Its columns are the fields of [Event] from
// Kind to Count, then a number that orders events of one moment. Its
// parameters are ?1 the items, ?2 the stories, ?3 the feed, ?4 and ?5 the time
// bounds, ?6 the limit.
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

// scope is the FROM clause of the selected items, as i.
func (r *logReader) scope() string {
	if r.Items != nil {
		return ` json_each(?1) j JOIN items i ON i.id = j.value `
	}
	return ` items i `
}

// within is the WHERE condition for the selected feed and time and, if story
// is given, the selected stories.
func (r *logReader) within(at, story string) string {
	where := ` (?3 = 0 OR i.feed_id = ?3) AND ` + at + ` >= ?4 AND ` + at + ` < ?5 `
	if r.Stories != nil && story != "" {
		where += ` AND (` + story + ` IS NULL OR ` + story + ` IN (SELECT value FROM json_each(?2))) `
	}
	return where
}

// feedOf selects the feed's id and label of a row e.
const feedOf = `e.feed_id, (SELECT ` + feedLabel + ` FROM feeds f WHERE f.id = e.feed_id)`
