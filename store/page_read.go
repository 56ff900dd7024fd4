package store

import (
	"context"
	"database/sql"
	"fmt"

	"newsarchive/internal/news"
)

// Readings returns the readings of a story's pages and of those of stories that
// are the same, the oldest first: the versions of its text, which stand, and
// what was kept beside them.
func (s *Store) Readings(ctx context.Context, story int64) (all []news.Reading, err error) {
	err = queryRows(ctx, s.read, func(rows *sql.Rows) error {
		r, err := s.packed.scanReading(ctx, s.read, rows)
		all = append(all, r)
		return err
	}, selectReadings+`WHERE t.story_id IN`+family+`ORDER BY`+oldestFirst, story)
	if err != nil {
		return nil, fmt.Errorf("read the texts of story %d: %w", story, err)
	}
	return all, nil
}

// PageTexts returns the texts of stories, by the ids given: the reading that
// stands, of the story's own page or that of one that is the same, without its
// HTML. A story without one is left out.
func (s *Store) PageTexts(ctx context.Context, stories []int64) (map[int64]news.Reading, error) {
	return s.pageTexts(ctx, stories, `x''`)
}

// PagesInFull is PageTexts with the HTML of the texts.
func (s *Store) PagesInFull(ctx context.Context, stories []int64) (map[int64]news.Reading, error) {
	return s.pageTexts(ctx, stories, `t.html`)
}

func (s *Store) pageTexts(ctx context.Context, stories []int64, html string) (map[int64]news.Reading, error) {
	texts := make(map[int64]news.Reading, len(stories))
	err := queryRows(ctx, s.stmtCache, func(rows *sql.Rows) error {
		r, err := s.packed.scanReading(ctx, s.read, rows)
		if _, ok := texts[r.Story]; !ok {
			texts[r.Story] = r
		}
		return err
	}, `WITH asked (id, root) AS (SELECT j.value, coalesce(a.root_id, j.value) FROM json_each(?1) j LEFT JOIN same_as a ON a.story_id = j.value
			WHERE EXISTS (SELECT 1 FROM page_texts)), -- most archives of headlines have none
		member (id, story) AS MATERIALIZED (SELECT id, root FROM asked UNION
			SELECT q.id, a.story_id FROM asked q JOIN same_as a ON a.root_id = q.root)
		SELECT t.id, m.id,`+readingColumns+html+` FROM member m CROSS JOIN page_texts t ON t.story_id = m.story
		WHERE t.stands = 1 ORDER BY m.id,`+bestFirst, array(stories))
	if err != nil {
		return nil, fmt.Errorf("read the texts of stories: %w", err)
	}
	return texts, nil
}

// ReadingOf returns the reading of a kept page. The error wraps [ErrNotFound]
// when there is none.
func (s *Store) ReadingOf(ctx context.Context, page int64) (r news.Reading, err error) {
	found := false
	err = queryRows(ctx, s.read, func(rows *sql.Rows) (err error) {
		found = true
		r, err = s.packed.scanReading(ctx, s.read, rows)
		return err
	}, selectReadings+`WHERE t.page = ? LIMIT 1`, page)
	if err == nil && !found {
		err = ErrNotFound
	}
	if err != nil {
		return news.Reading{}, fmt.Errorf("read the text of page %d: %w", page, err)
	}
	return r, nil
}

// PagesToReread returns up to limit pages after a number, in order, whose
// readings were made by a reader older than a version: of some stories and those
// that are the same if only is not nil.
func (s *Store) PagesToReread(ctx context.Context, only []int64, after int64, reader, limit int) ([]int64, error) {
	some := ``
	if only != nil {
		some = ` AND story_id IN (WITH root (id) AS (SELECT coalesce(a.root_id, j.value) FROM json_each(?4) j LEFT JOIN same_as a ON a.story_id = j.value)
			SELECT id FROM root UNION SELECT a.story_id FROM root r JOIN same_as a ON a.root_id = r.id)`
	}
	ids, err := queryIDs(ctx, s.read, `SELECT DISTINCT page FROM page_texts WHERE page > ?1 AND reader < ?2 AND ?4 = ?4`+some+` ORDER BY page LIMIT ?3`,
		after, reader, limit, array(only))
	if err != nil {
		return nil, fmt.Errorf("find which pages to read again: %w", err)
	}
	return ids, nil
}

// TextsOfHost returns the plain texts of up to limit stories whose pages are on
// the host of an address, the newest readings first, without those of one story.
func (s *Store) TextsOfHost(ctx context.Context, address string, except int64, limit int) (all []string, err error) {
	err = queryRows(ctx, s.read, func(rows *sql.Rows) error {
		var text string
		err := rows.Scan(&text)
		all = append(all, text)
		return err
	}, `SELECT text FROM page_texts WHERE host = ? AND stands = 1 AND story_id <> ? ORDER BY id DESC LIMIT ?`, news.Site(address), except, limit)
	if err != nil {
		return nil, fmt.Errorf("read other texts of a host: %w", err)
	}
	return all, nil
}

// SameText returns the stories that have the same text as a story, itself left
// out, each by its root: what an agency wrote runs in many papers.
func (s *Store) SameText(ctx context.Context, story int64) ([]int64, error) {
	ids, err := queryIDs(ctx, s.read, `SELECT DISTINCT coalesce(a.root_id, o.story_id) AS root FROM page_texts t
		JOIN page_texts o ON o.hash = t.hash AND o.stands = 1 LEFT JOIN same_as a ON a.story_id = o.story_id
		WHERE t.stands = 1 AND t.hash <> 0 AND t.story_id IN`+family+`
		AND root <> coalesce((SELECT root_id FROM same_as WHERE story_id = ?1), ?1) ORDER BY root`, story)
	if err != nil {
		return nil, fmt.Errorf("find where the text of story %d ran: %w", story, err)
	}
	return ids, nil
}
