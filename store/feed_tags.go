package store

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
	"strings"
)

// FeedTags are the tags of feeds.
type FeedTags []feedTag

type feedTag struct {
	feed int64
	tag  string // in lower case
}

// FeedTags returns the tags of all feeds.
func (s *Store) FeedTags(ctx context.Context) (tags FeedTags, err error) {
	err = queryRows(ctx, s.read, func(rows *sql.Rows) error {
		var t feedTag
		err := rows.Scan(&t.feed, &t.tag)
		t.tag = strings.ToLower(t.tag)
		tags = append(tags, t)
		return err
	}, `SELECT feed_id, tag FROM feed_tags ORDER BY feed_id`)
	if err != nil {
		return nil, fmt.Errorf("read the tags of feeds: %w", err)
	}
	return tags, nil
}

// Feeds returns the feeds that have a tag, ascending, in whatever case it is written;
// or, with prefix, one that begins so.
func (t FeedTags) Feeds(tag string, prefix bool) (feeds []int64) {
	tag = strings.ToLower(tag)
	for _, one := range t {
		if one.tag == tag || prefix && strings.HasPrefix(one.tag, tag) {
			feeds = append(feeds, one.feed)
		}
	}
	return slices.Compact(feeds)
}
