package store

import (
	"context"
	"fmt"

	"newsarchive/internal/news"
)

// FeedLabels returns the labels of all feeds by their numbers. It counts
// nothing of what they hold, which [Store.Feeds] does.
func (s *Store) FeedLabels(ctx context.Context) (map[int64]string, error) {
	feeds, err := s.feeds(ctx, selectFeeds)
	labels := make(map[int64]string, len(feeds))
	for _, f := range feeds {
		labels[f.ID] = f.Label()
	}
	return labels, err
}

// FeedNames returns every feed with its names and tags, in the order of [Store.Feeds].
// It counts nothing of what they hold.
func (s *Store) FeedNames(ctx context.Context) ([]news.Feed, error) {
	feeds, err := s.feeds(ctx, selectFeeds+`ORDER BY id`)
	for i := 0; i < len(feeds) && err == nil; i++ {
		feeds[i].Tags, err = s.strings(ctx, `SELECT tag FROM feed_tags WHERE feed_id = ? ORDER BY tag`, feeds[i].ID)
	}
	sortFeeds(feeds)
	return feeds, err
}

// FeedIDs returns the numbers of all feeds, ascending.
func (s *Store) FeedIDs(ctx context.Context) ([]int64, error) {
	ids, err := queryIDs(ctx, s.read, `SELECT id FROM feeds ORDER BY id`)
	if err != nil {
		return nil, fmt.Errorf("read feeds: %w", err)
	}
	return ids, nil
}
