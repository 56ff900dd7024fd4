package main

import (
	"context"
	"errors"
	"fmt"

	"newsarchive/internal/archive"
	"newsarchive/internal/private"
	"newsarchive/store"
)

// storyAt finds the story at an address.
func storyAt(ctx context.Context, ar *archive.Archive, address string) (int64, error) {
	id, err := ar.StoryAt(ctx, address)
	if several := (*archive.AmbiguousAddressError)(nil); errors.As(err, &several) {
		return 0, fmt.Errorf("%w: \"archive search link:ADDRESS\" lists them", err)
	}
	if errors.Is(err, store.ErrNotFound) {
		return 0, fmt.Errorf("no story is known by %s; \"archive add ADDRESS\" keeps its page", private.Bare(address))
	}
	return id, err
}
