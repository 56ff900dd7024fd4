package store

import (
	"context"
	"fmt"
	"time"
)

// Pruned counts what was deleted.
type Pruned struct {
	Items   int `json:"items"`
	Stories int `json:"stories"`
	// Gone are the deleted stories and those that were the same, whose pages the
	// caller deletes.
	Gone []int64 `json:"-"`
}

// Prune deletes items for good, in one transaction, with the stories that no
// other item links. Stories that are the same are deleted or kept together.
// Each item leaves a tombstone, so that neither its feed nor an import brings
// it back. A change is logged for every deleted story and its neighbours.
// Missing items are skipped.
//
// Writers wait during the call: pass a few hundred items at a time.
func (s *Store) Prune(ctx context.Context, items []int64, reason string, at time.Time) (p Pruned, err error) {
	err = s.transact(ctx, fmt.Sprintf("prune %d items", len(items)), at, func(v *saver) error {
		orphans := map[int64]bool{}
		for _, id := range items {
			gone, err := v.pruneItem(id, reason, orphans)
			if err != nil {
				return fmt.Errorf("item %d: %w", id, err)
			}
			p.Items += gone
		}
		for story := range orphans {
			gone, err := v.pruneStory(story)
			if err != nil {
				return fmt.Errorf("story %d: %w", story, err)
			}
			if len(gone) > 0 {
				p.Stories++
				p.Gone = append(p.Gone, gone...)
			}
		}
		return v.logChanges()
	})
	return p, err
}

// pruneItem deletes an item and everything that belongs to it alone. It adds
// the roots of the stories that the item linked to orphans, as candidates for
// deletion.
func (v *saver) pruneItem(id int64, reason string, orphans map[int64]bool) (gone int, err error) {
	row, err := v.itemBy(`id = ?`, id)
	if err != nil || row == nil {
		return 0, err
	}
	var feed int64
	if _, err := v.get(`SELECT feed_id FROM items WHERE id = ?`, []any{id}, &feed); err != nil {
		return 0, err
	}
	neighbours, err := v.ids(`SELECT DISTINCT story_id FROM appearances WHERE item_id = ?`, id)
	if err != nil {
		return 0, err
	}
	v.touch(neighbours...)
	roots, err := v.ids(`SELECT DISTINCT coalesce(a.root_id, y.story_id) FROM appearances y
		LEFT JOIN same_as a ON a.story_id = y.story_id WHERE y.item_id = ?`, id)
	if err != nil {
		return 0, err
	}
	for _, root := range roots {
		orphans[root] = true
	}
	if err := v.bury(row, feed, reason); err != nil {
		return 0, err
	}
	if err := v.unchain(id); err != nil {
		return 0, err
	}
	for _, statement := range []string{
		`DELETE FROM item_tags WHERE item_id = ?`, `DELETE FROM posts WHERE item_id = ?`,
		`DELETE FROM revisions WHERE item_id = ?`, `DELETE FROM appearances WHERE item_id = ?`, `DELETE FROM items WHERE id = ?`,
	} {
		if _, err := v.exec(statement, id); err != nil {
			return 0, err
		}
	}
	return 1, nil
}

// unchain removes an item from its chain. Its successors continue its
// predecessor; if it started the chain, the next item does.
func (v *saver) unchain(id int64) error {
	if _, err := v.exec(`UPDATE items SET continues = (SELECT continues FROM items WHERE id = ?1) WHERE continues = ?1`, id); err != nil {
		return err
	}
	next, err := v.ids(`SELECT id FROM items WHERE chain = ? ORDER BY id LIMIT 1`, id)
	if err != nil || len(next) == 0 {
		return err
	}
	if err := v.touchChain(id); err != nil {
		return err
	}
	if _, err := v.exec(`UPDATE items SET chain = ?1 WHERE chain = ?2`, next[0], id); err != nil {
		return err
	}
	_, err = v.exec(`UPDATE items SET chain = NULL WHERE id = ?`, next[0])
	return err
}

// touchChain marks the stories of a chain's later items, whose index documents
// contain the chain.
func (v *saver) touchChain(first int64) error {
	ids, err := v.ids(`SELECT DISTINCT y.story_id FROM items i JOIN appearances y ON y.item_id = i.id WHERE i.chain = ?`, first)
	v.touch(ids...)
	return err
}

// pruneStory deletes a story and those that are the same if no item links any
// of them, and returns the deleted ones.
func (v *saver) pruneStory(root int64) (gone []int64, err error) {
	const members = `(SELECT ?1 UNION ALL SELECT story_id FROM same_as WHERE root_id = ?1)`
	linked, err := v.ids(`SELECT 1 FROM appearances WHERE story_id IN `+members+` LIMIT 1`, root)
	if err != nil || len(linked) > 0 {
		return nil, err
	}
	same, err := v.ids(`SELECT story_id FROM same_as WHERE root_id = ?1`, root)
	if err != nil {
		return nil, err
	}
	if _, err := v.exec(`DELETE FROM same_as WHERE root_id = ?`, root); err != nil {
		return nil, err
	}
	gone = append(same, root)
	if err := v.leaveEvent(root, gone); err != nil {
		return nil, err
	}
	for _, story := range gone {
		v.touch(story)
		for _, statement := range []string{
			`DELETE FROM resolutions WHERE token IN (SELECT substr(key, 7) FROM story_keys WHERE story_id = ? AND key LIKE 'gnews:%')`,
			`DELETE FROM story_keys WHERE story_id = ?`, `DELETE FROM story_texts WHERE story_id = ?`,
			`DELETE FROM story_tags WHERE story_id = ?`, deleteMarks, `DELETE FROM revisions WHERE story_id = ?`, `DELETE FROM stories WHERE id = ?`,
		} {
			if _, err := v.exec(statement, story); err != nil {
				return nil, err
			}
		}
	}
	return gone, nil
}

// ForgetFaults deletes the recorded faults of a feed.
func (s *Store) ForgetFaults(ctx context.Context, feed int64) error {
	return s.transact(ctx, fmt.Sprintf("forget the faults of feed %d", feed), time.Now(), func(v *saver) error {
		_, err := v.exec(`DELETE FROM faults WHERE feed_id = ?`, feed)
		return err
	})
}
