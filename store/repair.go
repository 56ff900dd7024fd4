package store

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
	"time"
)

// Repair repairs the inconsistencies of a kind if that loses nothing:
// SameAsHops, WrongChains, WrongFeeds, ReusableNumbers and FetchedInFuture. It
// ignores other kinds. It logs a change for every story whose index document
// changes.
func (s *Store) Repair(ctx context.Context, kind InconsistencyKind, now time.Time) error {
	return s.transact(ctx, "repair "+string(kind), now, func(v *saver) (err error) {
		switch kind {
		case SameAsHops:
			err = v.repairSameAs()
		case WrongChains:
			err = v.repairChains()
		case WrongFeeds:
			var stories []int64
			stories, err = v.ids(`UPDATE appearances SET feed_id = (SELECT i.feed_id FROM items i WHERE i.id = item_id)
				WHERE feed_id <> (SELECT i.feed_id FROM items i WHERE i.id = item_id) RETURNING story_id`)
			v.touch(stories...)
		case ReusableNumbers:
			_, err = v.exec(`UPDATE sqlite_sequence SET seq = max(seq, (SELECT coalesce(top, 0) FROM (` + selectTops + `) t
				WHERE t.name = sqlite_sequence.name)) WHERE name IN (SELECT name FROM (` + selectTops + `))`)
		case FetchedInFuture:
			_, err = v.exec(`UPDATE feeds SET due = NULL WHERE fetched > ?`, stamp(now.Add(24*time.Hour)))
		}
		if err != nil {
			return err
		}
		return v.logChanges()
	})
}

// repairSameAs reduces several hops to one. The root of stories in a circle is
// the earliest of them.
func (v *saver) repairSameAs() error {
	leads := map[int64]int64{}
	err := v.each(`SELECT story_id, root_id FROM same_as`, nil, func(r *sql.Rows) error {
		var story, root int64
		err := r.Scan(&story, &root)
		leads[story] = root
		return err
	})
	if err != nil {
		return err
	}
	for story, was := range leads {
		root := rootOf(leads, story)
		if root == was {
			continue
		}
		v.touch(story, root, was)
		if err := v.touchAround(story, root, was); err != nil {
			return err
		}
		if root == story {
			_, err = v.exec(`DELETE FROM same_as WHERE story_id = ?`, story)
		} else {
			_, err = v.exec(`UPDATE same_as SET root_id = ? WHERE story_id = ?`, root, story)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// rootOf follows same_as from a story to its root or, in a circle, to the
// earliest story of the circle.
func rootOf(leads map[int64]int64, story int64) int64 {
	path := []int64{story}
	for {
		next, ok := leads[path[len(path)-1]]
		if !ok {
			return path[len(path)-1]
		}
		if i := slices.Index(path, next); i >= 0 {
			return slices.Min(path[i:])
		}
		path = append(path, next)
	}
}

// repairChains sets every item's chain to the start of its chain, or to the
// item itself if that start is of another feed.
func (v *saver) repairChains() error {
	moved, err := v.ids(`UPDATE items SET chain = NULL WHERE chain = id
		OR feed_id <> (SELECT h.feed_id FROM items h WHERE h.id = items.chain) RETURNING id`)
	const maxPasses = 1000
	for range maxPasses {
		for _, id := range moved {
			if err := v.touchItem(id); err != nil {
				return err
			}
		}
		if err != nil {
			return err
		}
		moved, err = v.ids(`UPDATE items SET chain = (SELECT h.chain FROM items h WHERE h.id = items.chain)
			WHERE (SELECT h.chain FROM items h WHERE h.id = items.chain) < chain RETURNING id`)
		if err == nil && len(moved) == 0 {
			return nil
		}
	}
	return fmt.Errorf("chains lead on and on")
}

// Reindex rebuilds SQLite's indexes from their tables, which loses nothing. It
// does not touch the full-text index.
func (s *Store) Reindex(ctx context.Context) error {
	return s.transact(ctx, "make the indexes of the database again", time.Now(), func(v *saver) error {
		_, err := v.exec(`REINDEX`)
		return err
	})
}

// Checkpoint moves the content of the write-ahead log into the database and
// truncates the log, unless another process reads an older state.
func (s *Store) Checkpoint(ctx context.Context) error {
	if s.readOnly {
		return ErrReadOnly
	}
	db, err := sql.Open("sqlite", s.source)
	if err != nil {
		return err
	}
	defer db.Close() //nolint:errcheck // nothing is written through it
	if _, err := db.ExecContext(ctx, `PRAGMA wal_checkpoint(TRUNCATE)`); err != nil {
		return fmt.Errorf("empty the write-ahead log: %w", classify(err))
	}
	return nil
}
