package readerapi

import (
	"context"
	"slices"
	"time"

	"newsarchive/internal/archive"
	"newsarchive/internal/fever"
	"newsarchive/internal/news"
)

// Fever returns the call that a request of Fever's API makes.
func (api API) Fever(fr fever.Request) Call {
	return Call{Changes: fr.Mark != nil, Answer: func(ctx context.Context, ar *archive.Archive, q *Request) (*Answer, error) {
		f := &feverRequest{Request: fr, api: api, known: q.Known}
		return f.answer(ctx, ar)
	}}
}

// feverRequest is a request of Fever's API.
type feverRequest struct {
	fever.Request
	api   API
	known time.Time // see [Request]
}

func (f *feverRequest) answer(ctx context.Context, ar *archive.Archive) (*Answer, error) {
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
	return jsonAnswer(a)
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
