package store

import (
	"context"
	"database/sql"
	"fmt"
	"os"
	"time"

	"newsarchive/internal/news"
)

const selectPageRefs = `SELECT page, story_id FROM page_texts WHERE page IS NOT NULL ORDER BY page, story_id`

// PageRefs returns which kept pages the texts were read from, in the order of
// their numbers.
func (s *Store) PageRefs(ctx context.Context) ([]news.PageRef, error) {
	all, err := pageRefs(ctx, s.read)
	if err != nil {
		return nil, fmt.Errorf("list the pages of texts: %w", err)
	}
	return all, nil
}

// PageRefsOf is [Store.PageRefs] for a database file that has no writers, such
// as a backup. One of an earlier version has none.
func PageRefsOf(ctx context.Context, path string) ([]news.PageRef, error) {
	if _, err := os.Stat(path); err != nil {
		return nil, err
	}
	db, err := openCopy(path)
	if err != nil {
		return nil, err
	}
	defer db.Close() //nolint:errcheck // read only
	tables, err := queryIDs(ctx, db, `SELECT 1 FROM sqlite_schema WHERE name = 'page_texts'`)
	if err != nil || len(tables) == 0 {
		return nil, err
	}
	all, err := pageRefs(ctx, db)
	if err != nil {
		return nil, fmt.Errorf("list the pages of texts in %s: %w", path, err)
	}
	return all, nil
}

func pageRefs(ctx context.Context, db querier) (all []news.PageRef, err error) {
	err = queryRows(ctx, db, func(rows *sql.Rows) error {
		var r news.PageRef
		err := rows.Scan(&r.Page, &r.Story)
		all = append(all, r)
		return err
	}, selectPageRefs)
	return all, err
}

// DropPageRefs records that pages are lost: the texts that were read from them
// stay, and cannot be read again.
func (s *Store) DropPageRefs(ctx context.Context, pages []int64, at time.Time) error {
	return s.transact(ctx, "record that pages are lost", at, func(v *saver) error {
		_, err := v.exec(`UPDATE page_texts SET page = NULL WHERE page IN (SELECT value FROM json_each(?))`, array(pages))
		return err
	})
}
