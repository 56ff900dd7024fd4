package store

import (
	"context"
	"database/sql"
	"fmt"
)

// StoryItem says that an item of a feed ever linked a story, or one that is the
// same.
type StoryItem struct {
	Story    int64 // as it was asked for
	Item     int64
	Feed     int64
	Followed bool // the feed is
	Cluster  bool // the item lists several stories
	Present  bool // it links the story now
}

// StoryItems returns the items of each of the stories: first those that are
// about it alone, first those that link it now, the latest first.
func (s *Store) StoryItems(ctx context.Context, stories []int64) (map[int64][]StoryItem, error) {
	items := make(map[int64][]StoryItem, len(stories))
	err := queryRows(ctx, s.stmtCache, func(rows *sql.Rows) error {
		var i StoryItem
		err := rows.Scan(&i.Story, &i.Item, &i.Feed, &i.Followed, &i.Cluster, &i.Present)
		items[i.Story] = append(items[i.Story], i)
		return err
	}, `WITH asked (id, root) AS (SELECT j.value, coalesce(a.root_id, j.value) FROM json_each(?1) j LEFT JOIN same_as a ON a.story_id = j.value),
		member (id, story) AS (SELECT id, root FROM asked UNION SELECT q.id, a.story_id FROM asked q JOIN same_as a ON a.root_id = q.root)
		SELECT m.id, i.id, i.feed_id, f.followed, i.cluster, max(y.gone IS NULL)
		FROM member m JOIN appearances y ON y.story_id = m.story JOIN items i ON i.id = y.item_id JOIN feeds f ON f.id = i.feed_id
		GROUP BY m.id, i.id ORDER BY m.id, i.cluster, max(y.gone IS NULL) DESC, i.id DESC`, array(stories))
	if err != nil {
		return nil, fmt.Errorf("read the items of stories: %w", err)
	}
	return items, nil
}

// Roots returns, for each of the stories that is there, the story that it is the
// same as; usually itself.
func (s *Store) Roots(ctx context.Context, stories []int64) (map[int64]int64, error) {
	roots := make(map[int64]int64, len(stories))
	err := queryRows(ctx, s.stmtCache, func(rows *sql.Rows) error {
		var story, root int64
		err := rows.Scan(&story, &root)
		roots[story] = root
		return err
	}, `SELECT s.id, coalesce(a.root_id, s.id) FROM json_each(?) j JOIN stories s ON s.id = j.value LEFT JOIN same_as a ON a.story_id = s.id`, array(stories))
	if err != nil {
		return nil, fmt.Errorf("read stories: %w", err)
	}
	return roots, nil
}

// StoriesFrom returns up to limit stories, none of which is the same as an earlier
// one: the first ones with a higher number, or with down the last ones with a
// lower number.
func (s *Store) StoriesFrom(ctx context.Context, from int64, down bool, limit int) ([]int64, error) {
	where, order := `s.id > ?`, `s.id`
	if down {
		where, order = `s.id < ?`, `s.id DESC`
	}
	ids, err := queryIDs(ctx, s.read, `SELECT s.id FROM stories s WHERE `+where+`
		AND NOT EXISTS (SELECT 1 FROM same_as a WHERE a.story_id = s.id) ORDER BY `+order+` LIMIT ?`, from, limit)
	if err != nil {
		return nil, fmt.Errorf("read stories: %w", err)
	}
	return ids, nil
}
