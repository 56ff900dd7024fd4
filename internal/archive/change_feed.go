package archive

import (
	"context"

	"newsarchive/internal/access"
	"newsarchive/internal/news"
	"newsarchive/store"
)

// The limits of a feed's own size limit, in bytes. A document is held in memory, in
// several forms.
const (
	MinFeedBytes = 1_000
	MaxFeedBytes = 200_000_000
)

// FeedChange is what a person changes of a feed.
type FeedChange struct {
	Edit   store.FeedEdit // of the database
	Skip   SkipEdit
	Access access.Edit // of private.db
}

// IsZero reports whether nothing is to be changed.
func (c FeedChange) IsZero() bool {
	return c.Edit == (store.FeedEdit{}) && c.Skip.IsZero() && c.Access.IsZero()
}

// ChangeFeed changes a feed: its settings ([Archive.EditFeed]), the rules by which
// its items are left out ([SkipEdit.Rules]), and how it is asked for.
func (a *Archive) ChangeFeed(ctx context.Context, f news.Feed, c FeedChange) error {
	if !c.Skip.IsZero() {
		rules, err := c.Skip.Rules(f)
		if err != nil {
			return err
		}
		c.Edit.Skip = &rules
	}
	if c.Edit != (store.FeedEdit{}) {
		if err := a.EditFeed(ctx, f.ID, c.Edit); err != nil {
			return err
		}
	}
	return a.setAccess(ctx, f.ID, c.Access)
}
