package store

import (
	"fmt"
	"slices"
)

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

// maxLinking is how many of the latest items that linked a story are looked
// at for the one that a new item continues: some stories stand in all.
const maxLinking = 200

// itemsOf returns the latest items of the current feed that linked the story,
// or one that is the same.
func (v *saver) itemsOf(row *storyRow) ([]int64, error) {
	if row.created && !row.joined {
		return nil, nil // a story that is new has no items yet
	}
	root, err := v.root(row.ID)
	if err != nil {
		return nil, err
	}
	same, err := v.ids(`SELECT ?1 UNION ALL SELECT story_id FROM same_as WHERE root_id = ?1 LIMIT ?2`, root, maxLinking)
	if err != nil {
		return nil, err
	}
	var items []int64
	for i := 0; i < len(same) && len(items) < maxLinking; i++ {
		some, err := v.ids(`SELECT item_id FROM (SELECT item_id, feed_id FROM appearances WHERE story_id = ?2 ORDER BY id DESC LIMIT ?3)
			WHERE feed_id = ?1`, v.feed.id, same[i], maxLinking)
		if err != nil {
			return nil, err
		}
		items = append(items, some...)
	}
	slices.Sort(items)
	return slices.Compact(items), nil
}
