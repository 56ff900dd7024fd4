package store

import "fmt"

// continued returns the item that a new item of the current feed continues,
// and that item's chain. It is the feed's latest item that shares at least
// half of the new item's stories. Both are 0 when the new item starts a chain.
func (v *saver) continued(rows []*storyRow) (item, chain int64, err error) {
	shared := map[int64]int{}
	for _, row := range rows {
		items, err := v.itemsOf(row)
		if err != nil {
			return 0, 0, err
		}
		for _, id := range items {
			shared[id]++
			if 2*shared[id] >= len(rows) && id > item {
				item = id
			}
		}
	}
	if item == 0 {
		return 0, 0, nil
	}
	if _, err = v.get(`SELECT coalesce(chain, id) FROM items WHERE id = ?`, []any{item}, &chain); err != nil {
		return 0, 0, fmt.Errorf("read the chain of item %d: %w", item, err)
	}
	return item, chain, nil
}

// itemsOf returns the items of the current feed that ever linked the story or
// a story that is the same.
func (v *saver) itemsOf(row *storyRow) ([]int64, error) {
	if row.created && !row.joined {
		return nil, nil // a story that is new has no items yet
	}
	root, err := v.root(row.ID)
	if err != nil {
		return nil, err
	}
	return v.ids(`SELECT DISTINCT item_id FROM appearances WHERE feed_id = ?1
		AND story_id IN (SELECT ?2 UNION ALL SELECT story_id FROM same_as WHERE root_id = ?2)`, v.feed.id, root)
}
