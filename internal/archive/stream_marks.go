package archive

import (
	"context"
	"errors"
	"strconv"
	"time"

	"newsarchive/internal/news"
	"newsarchive/internal/query"
	"newsarchive/store"
)

// noStream reports that an error says that a stream is not there.
func noStream(err error) bool {
	_, invalid := errors.AsType[*query.Error](err)
	return invalid || errors.Is(err, store.ErrNotFound)
}

// MarkStories sets a mark of stories, or takes it off. Numbers without a story
// are left out, and one that was joined to another stands for that. Of several
// statements about a story the last that is made holds.
func (a *Archive) MarkStories(ctx context.Context, stories []int64, mark string, off bool) error {
	if mark == news.MarkRead && off {
		return a.store.KeepUnread(ctx, stories, a.now())
	}
	_, err := a.store.Mark(ctx, stories, news.StoryMark{Mark: mark, Off: off}, a.now())
	return err
}

// TagStories adds and removes your tags of stories. Numbers without a story are
// left out. The error wraps [store.ErrBadTag].
func (a *Archive) TagStories(ctx context.Context, stories []int64, add, remove []string) error {
	roots, err := a.store.Roots(ctx, stories)
	if err != nil || len(roots) == 0 {
		return err
	}
	there := make([]int64, 0, len(roots))
	for _, root := range roots {
		there = append(there, root)
	}
	_, err = a.Tag(ctx, Tagging{Stories: there, Add: add, Remove: remove})
	return err
}

// ReadStreams marks streams read: what was first seen up to a second. What was
// marked unread later stays so. All, or a feed, is one row, which also holds for
// what is not yet indexed. Any other stream is one row, too, with the unread
// stories that it has now: which they are may change, and then nothing is read
// that nobody marked, and nothing unread again. Feeds with a tag are marked as
// feeds. Known is as in [StreamQuery]. The error wraps [store.ErrNotFound] when
// there is no such stream.
func (a *Archive) ReadStreams(ctx context.Context, streams Streams, upto, known time.Time) error {
	if now := a.now(); upto.IsZero() || upto.After(now) {
		upto = now
	}
	c, err := a.streamCompiler(ctx, known)
	if err == nil {
		_, err = c.any(streams)
	}
	for _, s := range streams {
		if err == nil {
			err = a.readStream(ctx, s, upto, known)
		}
	}
	return err
}

func (a *Archive) readStream(ctx context.Context, s Stream, upto, known time.Time) error {
	switch s.Kind {
	case StreamAll, StreamFeed: // the feed 0 is all
		return a.store.ReadUpto(ctx, []int64{s.ID}, upto, a.now())
	case StreamTag:
		tags, err := a.store.FeedTags(ctx)
		if err != nil {
			return err
		}
		if err := a.store.ReadUpto(ctx, tags.Feeds(s.Text, false), upto, a.now()); err != nil {
			return err
		}
	}
	ids, err := a.streamIDs(ctx, StreamQuery{Of: Streams{s}, Without: Streams{{Kind: StreamRead}}, Until: upto, Known: known})
	if err != nil {
		return err
	}
	return a.store.ReadStories(ctx, s.name(), ids, upto, a.now())
}

// name is what a stream is called in the database.
func (s Stream) name() string {
	kind := [...]string{
		StreamAll: "all", StreamFeed: "feed", StreamTopic: "topic", StreamTopics: "topics", StreamTag: "tag", StreamSearch: "search",
		StreamRead: "read", StreamKeptUnread: query.KeptUnread, StreamStarred: news.MarkStarred, StreamLater: news.MarkLater,
	}[s.Kind]
	switch s.Kind {
	case StreamFeed, StreamTopic:
		return kind + " " + strconv.FormatInt(s.ID, 10)
	case StreamTag, StreamSearch:
		return kind + " " + s.Text
	}
	return kind
}

// streamIDs returns all stories of a query.
func (a *Archive) streamIDs(ctx context.Context, q StreamQuery) (ids []int64, err error) {
	for q.Size = 10_000; ; {
		page, err := a.Stream(ctx, q)
		if err != nil {
			return nil, err
		}
		for _, p := range page.Places {
			ids = append(ids, p.ID)
		}
		if !page.More {
			return ids, nil
		}
		q.After = page.Places[len(page.Places)-1]
	}
}

// RenameTag gives one of your tags of stories another name, or removes it with "".
// The error wraps [store.ErrBadTag] if a name is invalid.
func (a *Archive) RenameTag(ctx context.Context, from, to string) error {
	if err := a.store.RenameTag(ctx, from, to, a.now()); err != nil {
		return err
	}
	return a.updateIndex(ctx, "the tags", nil)
}
