package store

import "context"

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
