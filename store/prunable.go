package store

import (
	"context"
	"database/sql"
	"fmt"
	"time"
)

// PruneFilter selects items to prune; all given conditions must hold.
type PruneFilter struct {
	Feeds []int64 // of one of these feeds; nil: of any
	// SeenBefore selects items that no fetch and no import has carried since then;
	// zero selects all.
	SeenBefore time.Time
	// Stories selects items all of whose stories are among these, pairs by their
	// root; nil selects all.
	Stories []int64
	// Tagged includes items that link a story with tags of your own, or one that is
	// starred or kept for later.
	Tagged bool
}

// Prunable counts what a [PruneFilter] selects, before anything is deleted.
type Prunable struct {
	IDs     []int64        `json:"-"`       // ids of the items, ascending
	Items   int            `json:"items"`   // items that are deleted
	Stories int            `json:"stories"` // stories that are deleted
	Linked  int            `json:"linked"`  // stories that are kept: another item links them
	Tagged  int            `json:"tagged"`  // items that are kept: they link a story that you have tagged, starred or kept for later
	Feeds   []PrunableFeed `json:"feeds"`
}

// PrunableFeed is the share of one feed.
type PrunableFeed struct {
	ID    int64  `json:"id"`
	Label string `json:"label"`
	Items int    `json:"items"`
	First string `json:"first"` // first seen: the earliest
	Last  string `json:"last"`  // and the latest of them
}

// selectPrunable selects items: ?1 feeds, ?2 a moment, ?3 stories, each null
// for all; ?4 whether tagged ones are included.
const selectPrunable = `WITH marked (id) AS (
		SELECT story_id FROM story_tags
		UNION SELECT story_id FROM marks WHERE mark IN ('starred', 'later') AND is_set = 1
		UNION SELECT a.root_id FROM story_tags t JOIN same_as a ON a.story_id = t.story_id),
	tagged (id) AS (SELECT id FROM marked UNION SELECT a.story_id FROM marked m JOIN same_as a ON a.root_id = m.id)
	SELECT i.id FROM items i JOIN feeds f ON f.id = i.feed_id
	WHERE (?1 IS NULL OR i.feed_id IN (SELECT value FROM json_each(?1)))
	AND (?2 IS NULL OR coalesce(i.last_seen, f.succeeded, i.first_seen) < ?2)
	AND (?3 IS NULL OR EXISTS (SELECT 1 FROM appearances y WHERE y.item_id = i.id) AND NOT EXISTS (
		SELECT 1 FROM appearances y LEFT JOIN same_as a ON a.story_id = y.story_id
		WHERE y.item_id = i.id AND coalesce(a.root_id, y.story_id) NOT IN (SELECT value FROM json_each(?3))))
	AND (?4 OR NOT EXISTS (SELECT 1 FROM appearances y WHERE y.item_id = i.id AND y.story_id IN (SELECT id FROM tagged)))
	ORDER BY i.id`

func (s *Store) prunable(ctx context.Context, f PruneFilter, tagged bool) ([]int64, error) {
	args := []any{nil, nil, nil, tagged}
	if f.Feeds != nil {
		args[0] = array(f.Feeds)
	}
	if !f.SeenBefore.IsZero() {
		args[1] = stamp(f.SeenBefore)
	}
	if f.Stories != nil {
		args[2] = array(f.Stories)
	}
	return queryIDs(ctx, s.read, selectPrunable, args...)
}

// Prunable returns what a filter selects.
func (s *Store) Prunable(ctx context.Context, f PruneFilter) (p Prunable, err error) {
	if p.IDs, err = s.prunable(ctx, f, f.Tagged); err == nil && !f.Tagged {
		var all []int64
		all, err = s.prunable(ctx, f, true)
		p.Tagged = len(all) - len(p.IDs)
	}
	if err == nil {
		p.Items = len(p.IDs)
		err = s.countPrunable(ctx, &p)
	}
	if err != nil {
		return Prunable{}, fmt.Errorf("find what to prune: %w", err)
	}
	return p, nil
}

// countPrunable counts the stories that the items link, and their feeds.
func (s *Store) countPrunable(ctx context.Context, p *Prunable) error {
	ids := array(p.IDs)
	err := queryRows(ctx, s.read, func(rows *sql.Rows) error {
		return rows.Scan(&p.Stories, &p.Linked)
	}, `WITH chosen (id) AS (SELECT value FROM json_each(?1)),
		root (id) AS (SELECT DISTINCT coalesce(a.root_id, y.story_id) FROM chosen c JOIN appearances y ON y.item_id = c.id
			LEFT JOIN same_as a ON a.story_id = y.story_id),
		linked (id) AS (SELECT id FROM root WHERE EXISTS (
			SELECT 1 FROM (SELECT root.id AS id UNION ALL SELECT story_id FROM same_as WHERE root_id = root.id) m
			JOIN appearances y ON y.story_id = m.id WHERE y.item_id NOT IN (SELECT id FROM chosen)))
		SELECT (SELECT count(*) FROM root) - (SELECT count(*) FROM linked), (SELECT count(*) FROM linked)`, ids)
	if err != nil {
		return err
	}
	p.Feeds = []PrunableFeed{}
	return queryRows(ctx, s.read, func(rows *sql.Rows) error {
		var f PrunableFeed
		err := rows.Scan(&f.ID, &f.Label, &f.Items, &f.First, &f.Last)
		p.Feeds = append(p.Feeds, f)
		return err
	}, `SELECT f.id, `+feedLabel+`, count(*), min(i.first_seen), max(i.first_seen)
		FROM json_each(?) j JOIN items i ON i.id = j.value JOIN feeds f ON f.id = i.feed_id GROUP BY f.id ORDER BY f.id`, ids)
}
