package archive

import (
	"context"
	"fmt"

	"newsarchive/internal/news"
	"newsarchive/internal/query"
	"newsarchive/store"
)

// AmbiguousAddressError means that several stories have an address, or are below it.
type AmbiguousAddressError struct {
	Address string
	Stories int
}

// Error says how many stories there are.
func (e *AmbiguousAddressError) Error() string {
	return fmt.Sprintf("%d stories are at %s or below it", e.Stories, e.Address)
}

// StoryAt returns the story at an address, as a person pastes it: a link, also one
// of Google News, the token of such a link, or an address without its scheme. The
// error wraps [store.ErrNotFound], or is an *[AmbiguousAddressError].
func (a *Archive) StoryAt(ctx context.Context, address string) (int64, error) {
	ids, err := a.store.StoriesAt(ctx, address)
	if err != nil {
		return 0, err
	}
	if len(ids) > 0 {
		return ids[0], nil
	}
	q := Question{Text: string(query.Link) + ":" + quoted(address), NoBlank: true}
	found, err := a.Search(ctx, SearchOptions{Question: q, Page: Page{Group: GroupNone, Size: 1}, Load: Load{Stories: StoryIDs}})
	switch {
	case err != nil:
		return 0, err
	case found.Total == 0:
		return 0, fmt.Errorf("%w: a story at %s", store.ErrNotFound, address)
	case found.Total > 1:
		return 0, &AmbiguousAddressError{address, found.Total}
	}
	return found.Groups[0].Stories[0].ID, nil
}

// IsAddress reports an address or token by which [Archive.StoryAt] may find a story.
func IsAddress(typed string) bool { return news.AddressKey(typed) != "" }
