package store

import (
	"context"
	"database/sql"
	"fmt"
	"time"

	"newsarchive/internal/news"
)

// recordPageFetch writes an attempt to the fetch log.
func (v *saver) recordPageFetch(f PageFetch) error {
	_, err := v.exec(`INSERT INTO page_fetches (story_id, url, at, took, outcome, status, bytes, text_id, error) VALUES (?,?,?,?,?,?,?,?,?)`,
		f.Story, f.URL, stamp(f.At), time.Duration(f.Took).Milliseconds(), f.Outcome, orNull(int64(f.Status)), f.Bytes, orNull(f.Text), f.Error)
	return err
}

// PageFetches returns up to limit attempts to fetch pages, the newest first: of
// a story and those that are the same, or of all if story is 0.
func (s *Store) PageFetches(ctx context.Context, story int64, limit int) (all []PageFetch, err error) {
	of := ``
	if story != 0 {
		of = `WHERE story_id IN` + family
	}
	err = queryRows(ctx, s.read, func(rows *sql.Rows) error {
		var f PageFetch
		var at stamp
		var took int64
		err := rows.Scan(&f.ID, &f.Story, &f.URL, &at, &took, &f.Outcome, &f.Status, &f.Bytes, &f.Text, &f.Error)
		f.At, f.Took = at.time(), news.Seconds(time.Duration(took)*time.Millisecond)
		all = append(all, f)
		return err
	}, `SELECT id, story_id, url, at, took, outcome, coalesce(status, 0), bytes, coalesce(text_id, 0), error FROM page_fetches `+of+`
		ORDER BY at DESC, id DESC LIMIT ?2 + 0 * ?1`, story, limit)
	if err != nil {
		return nil, fmt.Errorf("read the fetch log of pages: %w", err)
	}
	return all, nil
}

// family is SQL for the root of the story ?1 and all that are the same as that.
const (
	familyRoot = `coalesce((SELECT root_id FROM same_as WHERE story_id = ?1), ?1)`
	family     = ` (SELECT ` + familyRoot + ` UNION SELECT story_id FROM same_as WHERE root_id = ` + familyRoot + `) `
)

// ForgetPageFetches deletes the attempts to fetch pages that are older than
// [LedgerDays], and returns how many.
func (s *Store) ForgetPageFetches(ctx context.Context, at time.Time) (n int, err error) {
	before := stamp(at.UTC().Truncate(24*time.Hour).AddDate(0, 0, -LedgerDays))
	old, err := queryIDs(ctx, s.read, `SELECT 1 FROM page_fetches WHERE at < ? LIMIT 1`, before)
	if err != nil || len(old) == 0 {
		return 0, err
	}
	err = s.transact(ctx, "fold the fetch log of pages", at, func(v *saver) error {
		gone, err := v.ids(`DELETE FROM page_fetches WHERE at < ? RETURNING id`, before)
		n = len(gone)
		return err
	})
	return n, err
}
