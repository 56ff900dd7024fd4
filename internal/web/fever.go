package web

import (
	"context"
	"errors"
	"net/http"
	"slices"
	"time"

	"newsarchive/internal/archive"
	"newsarchive/internal/fever"
	"newsarchive/internal/news"
	"newsarchive/internal/signin"
)

// feverPath is the address of Fever's API; programs add ?api.
const feverPath = "/fever/"

// fever answers a request of Fever's API. What is wrong with the key is said in
// the answer, whose status is 200: so the API has it.
func (s *Server) fever(w http.ResponseWriter, r *http.Request) {
	q := &readerRequest{request: s.read(r, route{name: "fever"})}
	a, err := s.feverAnswer(q)
	if err != nil {
		a = s.failed(q.request, err)
	}
	a.header = notKeptWith(a.header)
	s.write(w, r, a)
}

func (s *Server) feverAnswer(q *readerRequest) (*answer, error) {
	if err := q.readValues(); err != nil {
		return nil, err
	}
	fr, err := fever.Parse(q.Values, nil)
	if err != nil {
		return nil, badRequest{err}
	}
	if s.options.Passwords == nil {
		return nil, errSignIn
	}
	_, err = s.checked(q.Request, func(ctx context.Context) (signin.Grant, error) { return s.options.Passwords.CheckFever(ctx, fr.Key) })
	if err != nil {
		if errors.Is(err, errWrong) {
			return readerJSON(fever.Answer{APIVersion: fever.Version})
		}
		return nil, err
	}
	if q.known, err = s.firstPassword(q.Context()); err != nil {
		return nil, err
	}
	f := &feverRequest{Request: fr, readerRequest: q}
	call := readerCall{answer: func(ctx context.Context, ar *archive.Archive, _ *readerRequest) (*answer, error) {
		return f.answer(ctx, ar)
	}}
	if fr.Mark == nil {
		return s.readerRead(q, call)
	}
	if s.options.ReadOnly {
		return nil, errReadOnly
	}
	return s.readerChange(q, call)
}

// feverRequest is a request that was let in.
type feverRequest struct {
	fever.Request
	*readerRequest
}

func (f *feverRequest) answer(ctx context.Context, ar *archive.Archive) (*answer, error) {
	l, err := labelsOf(ctx, ar)
	if err != nil {
		return nil, err
	}
	if f.Mark != nil {
		if err := f.mark(ctx, ar, l); err != nil {
			return nil, err
		}
	}
	a := fever.Answer{APIVersion: fever.Version, Auth: 1, LastRefreshed: refreshed(l.feeds)}
	f.lists(&a, l)
	if f.Items {
		if err := f.items(ctx, ar, &a); err != nil {
			return nil, err
		}
	}
	m := f.Mark
	if f.UnreadIDs || m != nil && (m.As == "read" || m.As == "unread") {
		a.UnreadIDs, err = f.ids(ctx, ar, archive.StreamQuery{Without: archive.Streams{{Kind: archive.StreamRead}}})
	}
	if err == nil && (f.SavedIDs || m != nil && (m.As == "saved" || m.As == "unsaved")) {
		a.SavedIDs, err = f.ids(ctx, ar, archive.StreamQuery{Of: archive.Streams{{Kind: archive.StreamStarred}}})
	}
	if err != nil {
		return nil, err
	}
	return readerJSON(a)
}

// refreshed is when a feed was last fetched.
func refreshed(feeds []news.Feed) *int64 {
	last := int64(0)
	for _, f := range feeds {
		if f.State != nil && !f.State.Fetched.IsZero() {
			last = max(last, f.State.Fetched.Unix())
		}
	}
	return &last
}

// maxFeverIDs is how many numbers an answer lists: the API has no pages. The
// stories that were seen last come first.
const maxFeverIDs = 50_000

func (f *feverRequest) ids(ctx context.Context, ar *archive.Archive, q archive.StreamQuery) (*string, error) {
	q.Known, q.Size = f.known, maxFeverIDs
	page, err := ar.Stream(ctx, q)
	if err != nil {
		return nil, err
	}
	ids := make([]int64, len(page.Places))
	for i, p := range page.Places {
		ids[i] = p.ID
	}
	list := fever.List(ids)
	return &list, nil
}

// mark makes a change.
func (f *feverRequest) mark(ctx context.Context, ar *archive.Archive, l *labels) error {
	m := f.Mark
	switch m.What {
	case "item":
		mark := news.MarkRead
		if m.As == "saved" || m.As == "unsaved" {
			mark = news.MarkStarred
		}
		return ar.MarkStories(ctx, []int64{m.ID}, mark, m.As == "unread" || m.As == "unsaved")
	case "feed":
		return ar.ReadStreams(ctx, archive.Streams{{Kind: archive.StreamFeed, ID: m.ID}}, m.Before, f.known)
	}
	return f.markGroup(ctx, ar, l, m.ID, m.Before)
}

// markGroup marks a group of feeds read; 0 is all of them. Sparks, -1, there are
// none.
func (f *feverRequest) markGroup(ctx context.Context, ar *archive.Archive, l *labels, id int64, before time.Time) error {
	if id == 0 {
		return ar.ReadStreams(ctx, archive.Streams{{Kind: archive.StreamAll}}, before, f.known)
	}
	at := slices.IndexFunc(feverGroups(l), func(g feverGroup) bool { return g.ID == id })
	if at < 0 {
		return nil
	}
	var streams archive.Streams
	for _, feed := range feverGroups(l)[at].feeds {
		streams = append(streams, archive.Stream{Kind: archive.StreamFeed, ID: feed})
	}
	return ar.ReadStreams(ctx, streams, before, f.known)
}
