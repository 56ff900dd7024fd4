package archive

import (
	"context"
	"slices"
	"sync"

	"newsarchive/index"
	"newsarchive/internal/news"
	"newsarchive/internal/words"
	"newsarchive/store"
)

// hasFeed returns a function that reports whether a feed matches a reference, and
// names the nearest where none does. When the feeds cannot be read, all match:
// [Archive.names] logs that.
func (a *Archive) hasFeed(ctx context.Context) func(string) (string, bool) {
	return func(ref string) (near string, ok bool) {
		feeds, err := a.store.MatchFeeds(ctx, ref)
		if err != nil || len(feeds) > 0 {
			return "", true
		}
		all, err := a.store.Feeds(ctx)
		if err != nil {
			return "", true
		}
		var names []string
		for _, f := range all {
			names = append(names, f.Name, f.Title)
		}
		return words.Nearest(ref, slices.DeleteFunc(names, func(name string) bool { return name == "" })), false
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
	tags := sync.OnceValues(func() (store.FeedTags, error) { return a.store.FeedTags(ctx) })
	return index.Names{
		Feeds: func(name string) []int64 { return ids(a.store.MatchFeeds(ctx, name)) },
		TaggedFeeds: func(tag string, prefix bool) []int64 {
			tags, err := tags()
			if err != nil {
				a.log.Warn("the tags of feeds could not be read", "because", err)
			}
			return tags.Feeds(tag, prefix)
		},
		StoriesAt:    storiesAt,
		EventStories: func(numbers []int64) ([]int64, error) { return a.store.AllEventStories(ctx, numbers) },
		Copies:       func() ([]int64, error) { return a.store.Copies(ctx) },
		Marked:       func(mark string) (news.Marked, error) { return a.marked(ctx, mark) },
	}
}
