package web

import (
	"context"
	"errors"

	"newsarchive/internal/archive"
	"newsarchive/internal/greader"
	"newsarchive/internal/news"
	"newsarchive/internal/terminal"
	"newsarchive/store"
)

// readerEdit answers edit-tag. Numbers of items that are not there are left out: a
// program may have been offline while they went.
func (s *Server) readerEdit(ctx context.Context, ar *archive.Archive, q *readerRequest) (*answer, error) {
	e, err := greader.ParseEdit(q.Values)
	if err != nil {
		return nil, badRequest{err}
	}
	stories := storyIDs(e.Items)
	if e.Bad > 0 {
		s.log.Info("a program names items that are none", "numbers", e.Bad, "program", terminal.Clean(q.UserAgent()))
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
		return okAnswer(), nil
	}
	if err := ar.TagStories(ctx, stories, add, remove); err != nil {
		if errors.Is(err, store.ErrBadTag) {
			err = badRequest{err}
		}
		return nil, err
	}
	return okAnswer(), nil
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

// readerMarkAll answers mark-all-as-read.
func (s *Server) readerMarkAll(ctx context.Context, ar *archive.Archive, q *readerRequest) (*answer, error) {
	streams, err := greader.ParseStreams(q.Values["s"])
	if err == nil && len(streams) == 0 {
		err = errors.New("no stream is named (s)")
	}
	if err != nil {
		return nil, badRequest{err}
	}
	upto, err := greader.Stamp(q.Values)
	if err != nil {
		return nil, badRequest{err}
	}
	l, err := labelsOf(ctx, ar)
	if err != nil {
		return nil, err
	}
	var all archive.Streams
	for _, one := range streams {
		all = append(all, l.streamsOf(one)...)
	}
	return okAnswer(), ar.ReadStreams(ctx, all, upto, q.known)
}
