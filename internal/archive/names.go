package archive

import (
	"context"

	"newsarchive/index"
	"newsarchive/internal/news"
	"newsarchive/internal/query"
)

// hasFeed returns a function that reports whether a feed matches a reference.
// When the feeds cannot be read, all do: [Archive.names] logs that.
func (a *Archive) hasFeed(ctx context.Context) func(string) bool {
	return func(ref string) bool {
		feeds, err := a.store.MatchFeeds(ctx, ref)
		return err != nil || len(feeds) > 0
	}
}

// names returns how the index resolves the names of feeds, tags and addresses, and marks.
// They can change, so they are resolved when a question is asked.
func (a *Archive) names(ctx context.Context) index.Names {
	ids := func(feeds []news.Feed, err error) []int64 {
		if err != nil {
			a.log.Warn("the names of feeds could not be read", "because", err)
		}
		all := make([]int64, len(feeds))
		for i, f := range feeds {
			all[i] = f.ID
		}
		return all
	}
	storiesAt := func(address string) []int64 {
		ids, err := a.store.StoriesAt(ctx, address)
		if err != nil {
			a.log.Warn("the addresses of stories could not be read", "because", err)
		}
		return ids
	}
	return index.Names{
		Feeds:       func(name string) []int64 { return ids(a.store.MatchFeeds(ctx, name)) },
		TaggedFeeds: func(tag string, prefix bool) []int64 { return ids(a.store.TaggedFeeds(ctx, tag, prefix)) },
		StoriesAt:   storiesAt,
		Marked: func(mark string) (news.Marked, error) {
			if mark == query.KeptUnread {
				stories, err := a.store.KeptUnread(ctx)
				return news.Marked{Stories: stories}, err
			}
			return a.store.Marked(ctx, mark)
		},
	}
}
