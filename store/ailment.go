package store

import (
	"context"
	"database/sql"
	"fmt"
	"time"
)

// Ailment is something in the database that SQLite takes for whole, and that
// is not as the archive must be.
type Ailment struct {
	Name AilmentName
	Rows int   // that have it
	Row  int64 // the first of them
}

// AilmentName tells ailments apart.
type AilmentName string

// The ailments.
const (
	AilPairs   AilmentName = "pairs"   // same_as is more than one hop, or leads back to itself
	AilChains  AilmentName = "chains"  // an item's chain is no first item of its feed
	AilFeeds   AilmentName = "feeds"   // a stay's feed is not its item's
	AilTwice   AilmentName = "twice"   // a story stays twice in one item at once
	AilOrder   AilmentName = "order"   // a stay ended before it began
	AilAlone   AilmentName = "alone"   // no item links a story
	AilKeyless AilmentName = "keyless" // a story is known by nothing
	AilNumbers AilmentName = "numbers" // an id could be given a second time
	AilGaps    AilmentName = "gaps"    // the change log lacks changes; Row is the last before a gap
	AilWaits   AilmentName = "waits"   // a feed was fetched in the future, and waits for it
	AilFuture  AilmentName = "future"  // a story was first seen in the future
)

// selectAilments counts the rows with each ailment and finds the first; ?1 is
// a moment that is surely to come.
func selectAilments() map[AilmentName]string {
	return map[AilmentName]string{
		AilPairs: `SELECT count(*), min(story_id) FROM same_as a WHERE a.root_id IN (SELECT story_id FROM same_as)`,
		AilChains: `SELECT count(*), min(i.id) FROM items i JOIN items h ON h.id = i.chain
			WHERE h.chain IS NOT NULL OR h.feed_id <> i.feed_id`,
		AilFeeds: `SELECT count(*), min(y.id) FROM stays y JOIN items i ON i.id = y.item_id WHERE y.feed_id <> i.feed_id`,
		AilTwice: `SELECT count(*), min(y.id) FROM stays y WHERE y.gone IS NULL AND EXISTS (SELECT 1 FROM stays o
			WHERE o.item_id = y.item_id AND o.story_id = y.story_id AND o.id < y.id AND o.gone IS NULL)`,
		AilOrder: `SELECT count(*), min(id) FROM stays WHERE gone < first_seen`,
		AilAlone: `SELECT count(*), min(s.id) FROM stories s WHERE NOT EXISTS (SELECT 1 FROM stays y WHERE y.story_id = s.id)
			AND s.id NOT IN (SELECT story_id FROM same_as)
			AND NOT EXISTS (SELECT 1 FROM same_as a JOIN stays y ON y.story_id = a.story_id WHERE a.root_id = s.id)`,
		AilKeyless: `SELECT count(*), min(s.id) FROM stories s WHERE NOT EXISTS (SELECT 1 FROM story_keys k WHERE k.story_id = s.id)`,
		AilNumbers: `SELECT count(*), min(top) FROM (` + selectTops + `) t
			WHERE top > coalesce((SELECT seq FROM sqlite_sequence WHERE name = t.name), 0)`,
		AilGaps: `SELECT coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'changes'), 0) - count(*), coalesce(
			(SELECT min(c.seq) FROM changes c WHERE NOT EXISTS (SELECT 1 FROM changes n WHERE n.seq = c.seq + 1)), 0) FROM changes`,
		AilWaits:  `SELECT count(*), min(id) FROM feeds WHERE fetched > ?1`,
		AilFuture: `SELECT count(*), min(id) FROM stories WHERE first_seen > ?1`,
	}
}

// selectTops finds the largest id of each table whose ids are given once.
const selectTops = `SELECT 'feeds' AS name, max(id) AS top FROM feeds UNION ALL SELECT 'items', max(id) FROM items
	UNION ALL SELECT 'stories', max(id) FROM stories UNION ALL SELECT 'stays', max(id) FROM stays
	UNION ALL SELECT 'changes', max(seq) FROM changes`

// Ailments looks for all of them, in a database that is whole.
func (s *Store) Ailments(ctx context.Context, now time.Time) (all []Ailment, err error) {
	future := stamp(now.Add(24 * time.Hour))
	for name, query := range selectAilments() {
		a := Ailment{Name: name}
		var row sql.NullInt64
		err := queryRows(ctx, s.read, func(rows *sql.Rows) error { return rows.Scan(&a.Rows, &row) }, query, future)
		if err != nil {
			return nil, fmt.Errorf("look at %s: %w", name, err)
		}
		a.Row = row.Int64
		if a.Rows > 0 {
			all = append(all, a)
		}
	}
	return all, nil
}
