package archive

import (
	"context"
	"errors"
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

// readBatch is how many stories of a stream are marked at a time.
const readBatch = 10_000

// ReadStreams marks streams read: what was first seen up to a second. All, or a
// feed, is one row, which also holds for what is not yet indexed; what was marked
// unread later stays so. The unread stories of others are marked one by one. Known
// is as in [StreamQuery]. The error wraps [store.ErrNotFound] when there is no such
// stream.
func (a *Archive) ReadStreams(ctx context.Context, streams Streams, upto, known time.Time) error {
	if now := a.now(); upto.IsZero() || upto.After(now) {
		upto = now
	}
	c, err := a.streamCompiler(ctx, known)
	if err == nil {
		_, err = c.any(streams)
	}
	if err != nil {
		return err
	}
	q := StreamQuery{Without: Streams{{Kind: StreamRead}}, Until: upto, Size: readBatch, Known: known}
	for _, s := range streams {
		switch s.Kind {
		case StreamAll, StreamFeed: // the feed 0 is all
			err = a.store.ReadUpto(ctx, s.ID, upto, a.now())
		default:
			q.Of = append(q.Of, s)
		}
		if err != nil {
			return err
		}
	}
	if len(q.Of) == 0 {
		return nil
	}
	return a.readOneByOne(ctx, q)
}

// readOneByOne marks the stories of a query read.
func (a *Archive) readOneByOne(ctx context.Context, q StreamQuery) error {
	for {
		page, err := a.Stream(ctx, q)
		if err != nil || len(page.Places) == 0 {
			return err
		}
		ids := make([]int64, len(page.Places))
		for i, p := range page.Places {
			ids[i] = p.ID
		}
		if err := a.MarkStories(ctx, ids, news.MarkRead, false); err != nil || !page.More {
			return err
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
