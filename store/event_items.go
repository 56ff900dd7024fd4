package store

import (
	"context"
	"database/sql"
	"fmt"
	"slices"

	"newsarchive/internal/event"
)

// itemStories are the stories of an item that has several, in the order in which they
// are decided.
type itemStories []event.Place

func placeOf(p *event.Profile) event.Place { return event.Place{ID: p.ID, Time: p.Time, Tie: p.Tie} }

func (s itemStories) find(p event.Place) (int, bool) {
	return slices.BinarySearchFunc(s, p, event.Place.Compare)
}

// enter adds a story to the lists of its items. A list that was not read is read with
// it later.
func (n *neighbours) enter(p *event.Profile) {
	for _, item := range p.Clusters {
		list, read := n.items[item]
		if !read && !n.anew {
			continue
		}
		if at, found := list.find(placeOf(p)); !found {
			n.items[item] = slices.Insert(list, at, placeOf(p))
		}
	}
}

// leave takes a story from the lists of its items.
func (n *neighbours) leave(p *event.Profile) {
	for _, item := range p.Clusters {
		list := n.items[item]
		if at, found := list.find(placeOf(p)); found {
			n.items[item] = slices.Delete(list, at, at+1)
		}
		if n.anew && len(n.items[item]) == 0 {
			delete(n.items, item)
		}
	}
}

// readItems reads the lists of items that are not in memory yet.
func (n *neighbours) readItems(ctx context.Context, items []int64) error {
	var ask []int64
	for _, item := range items {
		if _, read := n.items[item]; !read && !n.anew {
			ask = append(ask, item)
		}
	}
	if len(ask) == 0 {
		return nil
	}
	of := map[int64][]int64{}
	var all []int64
	err := queryRows(ctx, n.db, func(rows *sql.Rows) error {
		var item, story int64
		err := rows.Scan(&item, &story)
		of[item] = append(of[item], story)
		all = append(all, story)
		return err
	}, `SELECT DISTINCT y.item_id, coalesce(a.root_id, y.story_id) FROM json_each(?1) j CROSS JOIN appearances y ON y.item_id = j.value
		LEFT JOIN same_as a ON a.story_id = y.story_id`, array(ask))
	if err != nil {
		return fmt.Errorf("read which stories an item has: %w", err)
	}
	if err := n.readRows(ctx, all); err != nil {
		return err
	}
	for _, item := range ask {
		list := itemStories{}
		for _, id := range of[item] {
			if row := n.rows[id]; !row.absent && slices.Contains(row.Clusters, item) {
				list = append(list, placeOf(&row.Profile))
			}
		}
		slices.SortFunc(list, event.Place.Compare)
		n.items[item] = list
	}
	return nil
}

// findByItems tells the nearest stories of each item that has several.
func (n *neighbours) findByItems(ctx context.Context, p *event.Profile, side int64, found func(event.Place)) error {
	if err := n.readItems(ctx, p.Clusters); err != nil {
		return err
	}
	for _, item := range p.Clusters {
		list := n.items[item]
		at, is := list.find(placeOf(p))
		if side < 0 {
			at--
		} else if is {
			at++
		}
		for range event.PerKey {
			if at < 0 || at >= len(list) || max(list[at].Time-p.Time, p.Time-list[at].Time) > event.Window*daySeconds {
				break
			}
			found(list[at])
			at += int(side)
		}
	}
	return nil
}
