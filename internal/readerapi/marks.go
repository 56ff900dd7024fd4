package readerapi

import (
	"context"
	"errors"

	"newsarchive/internal/archive"
	"newsarchive/internal/greader"
	"newsarchive/internal/news"
	"newsarchive/internal/terminal"
	"newsarchive/store"
)

// edit answers edit-tag. Numbers of items that are not there are left out: a
// program may have been offline while they went.
func (api API) edit(ctx context.Context, ar *archive.Archive, q *Request) (*Answer, error) {
	e, err := greader.ParseEdit(q.Values)
	if err != nil {
		return nil, BadRequest{err}
	}
	stories := storyIDs(e.Items)
	if e.Bad > 0 {
		api.Log.Info("a program names items that are none", "numbers", e.Bad, "program", terminal.Clean(q.Program))
	}
	if err := editMarks(ctx, ar, e, stories); err != nil {
		return nil, err
	}
	add, later := withoutLater(e.Add)
	remove, notLater := withoutLater(e.Remove)
	if later || notLater {
		if err := ar.MarkStories(ctx, stories, news.MarkLater, !later); err != nil {
			return nil, err
		}
	}
	if len(add)+len(remove) == 0 {
		return done(), nil
	}
	if err := ar.TagStories(ctx, stories, add, remove); err != nil {
		if errors.Is(err, store.ErrBadTag) {
			err = BadRequest{err}
		}
		return nil, err
	}
	return done(), nil
}

func editMarks(ctx context.Context, ar *archive.Archive, e greader.Edit, stories []int64) error {
	for mark, on := range map[string]*bool{news.MarkRead: e.Read, news.MarkStarred: e.Starred} {
		if on == nil {
			continue
		}
		if err := ar.MarkStories(ctx, stories, mark, !*on); err != nil {
			return err
		}
	}
	return nil
}

// withoutLater returns labels without the one that is a mark, and whether that was
// among them.
func withoutLater(names []string) (rest []string, later bool) {
	for _, name := range names {
		if fold(name) == laterLabel {
			later = true
			continue
		}
		rest = append(rest, name)
	}
	return rest, later
}

// markAll answers mark-all-as-read.
func (API) markAll(ctx context.Context, ar *archive.Archive, q *Request) (*Answer, error) {
	streams, err := greader.ParseStreams(q.Values["s"])
	if err == nil && len(streams) == 0 {
		err = errors.New("no stream is named (s)")
	}
	if err != nil {
		return nil, BadRequest{err}
	}
	upto, err := greader.Stamp(q.Values)
	if err != nil {
		return nil, BadRequest{err}
	}
	l, err := labelsOf(ctx, ar)
	if err != nil {
		return nil, err
	}
	var all archive.Streams
	for _, one := range streams {
		all = append(all, l.streamsOf(one)...)
	}
	return done(), ar.ReadStreams(ctx, all, upto, q.Known)
}
