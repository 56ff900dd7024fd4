package store

import (
	"context"
	"database/sql"
	"fmt"
)

// Listing is where feeds list a story: the latest item that links it or a story
// that is the same, and all the feeds and tags.
type Listing struct {
	Item     int64
	GUID     string
	Chain    int64
	Position int
	Feeds    []string // the labels of all feeds that have it, the latest first
	Tags     []string // of its items
	Text     string   // the text of the latest item
}

// Listings returns the listing of each of the stories.
func (s *Store) Listings(ctx context.Context, stories []int64) (map[int64]Listing, error) {
	listings := make(map[int64]Listing, len(stories))
	const member = `WITH member (root, id) AS (
			SELECT value, value FROM json_each(?1)
			UNION ALL SELECT a.root_id, a.story_id FROM json_each(?1) j JOIN same_as a ON a.root_id = j.value)
		`
	err := queryRows(ctx, s.stmtCache, func(rows *sql.Rows) error {
		var root int64
		var p Listing
		var feed string
		if err := rows.Scan(&root, &p.Item, &p.GUID, &p.Chain, &p.Position, &feed, &p.Text); err != nil {
			return err
		}
		if known, ok := listings[root]; ok {
			p = known
		}
		appendNewTo(&p.Feeds, feed)
		listings[root] = p
		return nil
	}, member+`SELECT m.root, i.id, i.guid, coalesce(i.chain, i.id), y.position, `+feedLabel+`, i.text
		FROM member m JOIN appearances y ON y.story_id = m.id JOIN items i ON i.id = y.item_id JOIN feeds f ON f.id = i.feed_id
		ORDER BY y.gone IS NOT NULL, i.id DESC`, array(stories))
	if err == nil {
		err = queryRows(ctx, s.stmtCache, func(rows *sql.Rows) error {
			var root int64
			var tag string
			err := rows.Scan(&root, &tag)
			p := listings[root]
			appendNewTo(&p.Tags, tag)
			listings[root] = p
			return err
		}, member+`SELECT m.root, t.tag FROM member m JOIN appearances y ON y.story_id = m.id
			JOIN item_tags t ON t.item_id = y.item_id ORDER BY t.position`, array(stories))
	}
	if err != nil {
		return nil, fmt.Errorf("read the items of stories: %w", err)
	}
	return listings, nil
}
