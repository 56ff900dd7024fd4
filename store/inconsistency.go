package store

import (
	"context"
	"database/sql"
	"fmt"
	"time"
)

// Inconsistency is a set of rows that SQLite accepts but that break a rule of
// the archive.
type Inconsistency struct {
	Kind InconsistencyKind
	Rows int   // with the inconsistency
	Row  int64 // the first of them
}

// InconsistencyKind is a kind of inconsistency.
type InconsistencyKind string

// The kinds of inconsistency.
const (
	SameAsHops       InconsistencyKind = "pairs"   // same_as is more than one hop, or leads back to itself
	WrongChains      InconsistencyKind = "chains"  // an item's chain is not the first item of a chain of its feed
	WrongFeeds       InconsistencyKind = "feeds"   // an appearance's feed is not its item's
	LinkedTwice      InconsistencyKind = "twice"   // a story has two open appearances in one item
	EndedBeforeBegun InconsistencyKind = "order"   // an appearance ended before it began
	Unlinked         InconsistencyKind = "alone"   // no item links a story
	WithoutKey       InconsistencyKind = "keyless" // a story has no key
	ReusableNumbers  InconsistencyKind = "numbers" // an id could be assigned twice
	LogGaps          InconsistencyKind = "gaps"    // the change log lacks changes; Row is the last before a gap
	FetchedInFuture  InconsistencyKind = "waits"   // a feed's last fetch is in the future, which delays the next
	EmptyText        InconsistencyKind = "texts"   // what stands as a story's text is none
	SeenInFuture     InconsistencyKind = "future"  // a story was first seen in the future
)

// selectInconsistencies returns queries that count the rows with each
// inconsistency and find the first one. ?1 is a moment that is certainly in
// the future.
func selectInconsistencies() map[InconsistencyKind]string {
	return map[InconsistencyKind]string{
		SameAsHops: `SELECT count(*), min(story_id) FROM same_as a WHERE a.root_id IN (SELECT story_id FROM same_as)`,
		WrongChains: `SELECT count(*), min(i.id) FROM items i JOIN items h ON h.id = i.chain
			WHERE h.chain IS NOT NULL OR h.feed_id <> i.feed_id`,
		WrongFeeds: `SELECT count(*), min(y.id) FROM appearances y JOIN items i ON i.id = y.item_id WHERE y.feed_id <> i.feed_id`,
		LinkedTwice: `SELECT count(*), min(y.id) FROM appearances y WHERE y.gone IS NULL AND EXISTS (SELECT 1 FROM appearances o
			WHERE o.item_id = y.item_id AND o.story_id = y.story_id AND o.id < y.id AND o.gone IS NULL)`,
		EndedBeforeBegun: `SELECT count(*), min(id) FROM appearances WHERE gone < first_seen`,
		Unlinked: `SELECT count(*), min(s.id) FROM stories s WHERE NOT EXISTS (SELECT 1 FROM appearances y WHERE y.story_id = s.id)
			AND s.id NOT IN (SELECT story_id FROM same_as)
			AND NOT EXISTS (SELECT 1 FROM same_as a JOIN appearances y ON y.story_id = a.story_id WHERE a.root_id = s.id)`,
		WithoutKey: `SELECT count(*), min(s.id) FROM stories s WHERE NOT EXISTS (SELECT 1 FROM story_keys k WHERE k.story_id = s.id)`,
		ReusableNumbers: `SELECT count(*), min(top) FROM (` + selectTops + `) t
			WHERE top > coalesce((SELECT seq FROM sqlite_sequence WHERE name = t.name), 0)`,
		LogGaps: `SELECT coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'changes'), 0) - count(*), coalesce(
			(SELECT min(c.seq) FROM changes c WHERE NOT EXISTS (SELECT 1 FROM changes n WHERE n.seq = c.seq + 1)), 0) FROM changes`,
		FetchedInFuture: `SELECT count(*), min(id) FROM feeds WHERE fetched > ?1`,
		EmptyText:       `SELECT count(*), min(id) FROM page_texts WHERE stands = 1 AND (text = '' OR hash = 0 OR kind NOT IN ('article', 'teaser'))`,
		SeenInFuture:    `SELECT count(*), min(id) FROM stories WHERE first_seen > ?1`,
	}
}

// selectTops finds the largest id of each table whose ids are never reused.
const selectTops = `SELECT 'feeds' AS name, max(id) AS top FROM feeds UNION ALL SELECT 'items', max(id) FROM items
	UNION ALL SELECT 'stories', max(id) FROM stories UNION ALL SELECT 'appearances', max(id) FROM appearances
	UNION ALL SELECT 'changes', max(seq) FROM changes UNION ALL SELECT 'page_texts', max(id) FROM page_texts`

// Inconsistencies looks for inconsistencies of every kind. The database must
// have passed [Store.CheckIntegrity].
func (s *Store) Inconsistencies(ctx context.Context, now time.Time) (all []Inconsistency, err error) {
	future := stamp(now.Add(24 * time.Hour))
	for kind, query := range selectInconsistencies() {
		a := Inconsistency{Kind: kind}
		var row sql.NullInt64
		err := queryRows(ctx, s.read, func(rows *sql.Rows) error { return rows.Scan(&a.Rows, &row) }, query, future)
		if err != nil {
			return nil, fmt.Errorf("look at %s: %w", kind, err)
		}
		a.Row = row.Int64
		if a.Rows > 0 {
			all = append(all, a)
		}
	}
	return all, nil
}
