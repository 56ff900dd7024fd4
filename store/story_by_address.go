package store

import (
	"context"
	"fmt"

	"newsarchive/internal/news"
)

// StoriesAt returns the story that has an address as its key, as a person types or
// pastes it, or the one that it is the same as; an empty result when there is none.
func (s *Store) StoriesAt(ctx context.Context, address string) ([]int64, error) {
	key := news.AddressKey(address)
	if key == "" {
		return nil, nil
	}
	ids, err := queryIDs(ctx, s.read, `SELECT coalesce(a.root_id, k.story_id) FROM story_keys k
		LEFT JOIN same_as a ON a.story_id = k.story_id WHERE k.key = ?`, key)
	if err != nil {
		return nil, fmt.Errorf("look for %s: %w", address, err)
	}
	return ids, nil
}
