package store

import (
	"context"
	"database/sql"
	"fmt"
	"maps"
	"slices"
	"time"
)

// Chains are the chains about one event: those that link its first story,
// those of other feeds that share stories with them, and so on.
type Chains struct {
	IDs     []int64
	Stories []int64 // roots, by first seen
	// Cut means that there are more chains than the limit.
	Cut bool
}

// EventChains follows the chains of a story through the feeds and returns at
// most limit chains. A chain that shares a story with another chain of its own
// feed without continuing it is about something else. So the first chain of
// each feed that has the story is taken, and of the others none that the feed
// could have continued.
func (s *Store) EventChains(ctx context.Context, story int64, limit int) (e Chains, err error) {
	w := chainWalk{feedOf: map[int64]int64{}, feedsOf: map[int64][]int64{}}
	found, err := s.feedsOfChains(ctx, []int64{story})
	for err == nil && len(found) > 0 {
		var next []int64
		for _, l := range found {
			if w.feedOf[l.Chain] != 0 || slices.Contains(w.feedsOf[l.Story], l.Feed) {
				continue
			}
			if e.Cut = len(w.feedOf) == limit; e.Cut {
				break
			}
			w.feedOf[l.Chain] = l.Feed
			w.feedsOf[l.Story] = append(w.feedsOf[l.Story], l.Feed)
			next = append(next, l.Chain)
		}
		if e.Cut || len(next) == 0 {
			break
		}
		found, err = s.linkedChains(ctx, next, &w)
	}
	if err != nil {
		return e, err
	}
	e.IDs = slices.Sorted(maps.Keys(w.feedOf))
	e.Stories, err = queryIDs(ctx, s.read, `WITH member (item) AS (
			SELECT value FROM json_each(?1) UNION ALL SELECT i.id FROM json_each(?1) j JOIN items i ON i.chain = j.value)
		SELECT coalesce(a.root_id, y.story_id) FROM member m JOIN appearances y ON y.item_id = m.item
		LEFT JOIN same_as a ON a.story_id = y.story_id GROUP BY 1 ORDER BY min(y.first_seen), min(y.item_id), min(y.position)`, array(e.IDs))
	if err != nil {
		return e, fmt.Errorf("read the stories of an event: %w", err)
	}
	return e, nil
}

// chainWalk is the state of one search for the chains of an event.
type chainWalk struct {
	feedOf  map[int64]int64   // chain → its feed
	feedsOf map[int64][]int64 // story → the feeds of the chains that have it
}

// chainOfFeed is a chain that contains a story, and the chain's feed.
type chainOfFeed struct{ Story, Chain, Feed int64 }

// linkedChains returns the chains that contain stories of the given chains.
func (s *Store) linkedChains(ctx context.Context, chains []int64, w *chainWalk) ([]chainOfFeed, error) {
	members, err := s.StoriesOf(ctx, chains)
	if err != nil {
		return nil, err
	}
	var ask []int64
	for _, chain := range chains {
		for _, story := range members[chain] {
			appendNewTo(&ask, story)
			feeds := w.feedsOf[story]
			appendNewTo(&feeds, w.feedOf[chain])
			w.feedsOf[story] = feeds
		}
	}
	return s.feedsOfChains(ctx, ask)
}

// feedsOfChains returns every chain that contains one of the stories, ordered
// by chain.
func (s *Store) feedsOfChains(ctx context.Context, stories []int64) (all []chainOfFeed, err error) {
	err = queryRows(ctx, s.read, func(rows *sql.Rows) error {
		var l chainOfFeed
		err := rows.Scan(&l.Story, &l.Chain, &l.Feed)
		all = append(all, l)
		return err
	}, `WITH member (root, id) AS (
			SELECT value, value FROM json_each(?1)
			UNION SELECT a.root_id, a.story_id FROM json_each(?1) j JOIN same_as a ON a.root_id = j.value)
		SELECT DISTINCT m.root, coalesce(i.chain, i.id) AS c, i.feed_id
		FROM member m JOIN appearances y ON y.story_id = m.id JOIN items i ON i.id = y.item_id ORDER BY c, m.root`, array(stories))
	if err != nil {
		return nil, fmt.Errorf("read which chains have a story: %w", err)
	}
	return all, nil
}

// Sighting is the first time that a feed linked a story of an event.
type Sighting struct {
	Story int64 // the root of its pair
	Feed  int64
	Label string // of the feed
	Item  int64
	At    time.Time
	// Before is the last good fetch that did not yet contain the story. It is zero
	// when the ledger has none: the feed had the story from the start, or the item
	// was imported.
	Before time.Time
}

// Sightings returns the first sighting of each story by each feed in the given
// chains, the earliest first.
func (s *Store) Sightings(ctx context.Context, chains []int64) (all []Sighting, err error) {
	err = queryRows(ctx, s.read, func(rows *sql.Rows) error {
		var g Sighting
		var at, before stamp
		err := rows.Scan(&g.Story, &g.Feed, &g.Label, &g.Item, &at, &before)
		g.At, g.Before = at.time(), before.time()
		all = append(all, g)
		return err
	}, `WITH member (item) AS (
			SELECT value FROM json_each(?1) UNION ALL SELECT i.id FROM json_each(?1) j JOIN items i ON i.chain = j.value),
		first (story, feed, item, at) AS (
			SELECT coalesce(a.root_id, y.story_id), y.feed_id, y.item_id, min(y.first_seen)
			FROM member m JOIN appearances y ON y.item_id = m.item LEFT JOIN same_as a ON a.story_id = y.story_id GROUP BY 1, 2)
		SELECT t.story, t.feed, `+feedLabel+`, t.item, t.at,
			coalesce((SELECT max(l.at) FROM fetches l WHERE l.feed_id = t.feed AND l.at < t.at AND l.outcome <> 'failed'),
				(SELECT max(d.last) FROM fetch_days d WHERE d.feed_id = t.feed AND d.last < t.at AND d.outcome <> 'failed'))
		FROM first t JOIN feeds f ON f.id = t.feed ORDER BY t.at, t.item, t.story`, array(chains))
	if err != nil {
		return nil, fmt.Errorf("read when feeds had stories: %w", err)
	}
	return all, nil
}
