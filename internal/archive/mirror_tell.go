package archive

import (
	"context"
	"strconv"

	"newsarchive/internal/news"
	"newsarchive/internal/opensearch"
)

// tell tells OpenSearch the names of the archive's feeds, and your own tags and
// topics where they are shared.
func (a *Archive) tell(ctx context.Context, share *opensearch.Share, asked *bool) error {
	topics := share.State().Topics
	if asked != nil {
		topics = *asked
	}
	return share.Tell(ctx, topics, func() (opensearch.About, error) { return a.about(ctx, share.State().Tags, topics) })
}

// about returns what other people may know of the archive beside its stories.
func (a *Archive) about(ctx context.Context, tags, topics bool) (about opensearch.About, err error) {
	feeds, err := a.store.FeedNames(ctx)
	if err != nil {
		return about, err
	}
	for _, f := range feeds {
		named := opensearch.AboutFeed{ID: f.ID, Name: sharedName(f)}
		if tags {
			named.Tags = f.Tags
		}
		about.Feeds = append(about.Feeds, named)
	}
	if topics {
		all, err := a.store.Topics(ctx)
		if err != nil {
			return about, err
		}
		for _, t := range all {
			about.Topics = append(about.Topics, opensearch.AboutTopic{Name: t.Name, Query: t.Query})
		}
	}
	if tags {
		own, err := a.store.OwnTags(ctx)
		if err != nil {
			return about, err
		}
		for _, t := range own {
			about.Tags = append(about.Tags, t.Tag)
		}
	}
	return about, nil
}

// sharedName names a feed without its address.
func sharedName(f news.Feed) string {
	if f.Name == "" && f.Title == "" && f.URL != news.LocalFeed {
		return "feed " + strconv.FormatInt(f.ID, 10)
	}
	return f.Label()
}
