package archive

import (
	"context"
	"errors"
	"fmt"

	"newsarchive/internal/feed"
	"newsarchive/internal/health"
	"newsarchive/internal/news"
	"newsarchive/internal/private"
	"newsarchive/store"
)

// answered saves what a server answered for a feed, or records why that failed.
// It returns the document, which is empty if there is none.
func (a *Archive) answered(ctx context.Context, s *Synced, kept private.Feed, got fetched) (doc news.Document) {
	defer func() { s.Fetch.Plan, s.Fetch.Skip = nil, nil }() // they hold the document and the rules
	hide := kept.Hider(got.URL)
	s.Fetch.Took = news.Seconds(got.took)
	s.Fetch.Status, s.Fetch.Bytes, s.Fetch.Moved = got.Status, got.Bytes, a.moved(ctx, kept, got.Permanent)
	s.Fetch.Whole = got.Whole
	s.Fetch.ETag, s.Fetch.LastModified, s.Fetch.BodyHash = got.ETag, got.LastModified, got.BodyHash
	switch {
	case ctx.Err() != nil:
		s.Err = ctx.Err()
	case got.err != nil:
		a.failed(ctx, s, hide, got.err)
	case got.NotModified:
		s.Fetch.Outcome = store.OutcomeUnchanged
		s.Fetch.Plan = plan(s, got.Response, nil)
		s.Saved, s.Err = a.store.RecordFetch(ctx, s.Fetch)
	default:
		got.Body = hide.Bytes(got.Body)
		var err error
		doc, err = feed.Parse(ctx, got.Body, feed.Options{URL: kept.Base(got.URL), ContentType: got.ContentType, Language: got.Language})
		switch {
		case errors.Is(err, feed.ErrHTML), errors.Is(err, feed.ErrUnknown), errors.Is(err, feed.ErrEmpty):
			err = instead(ctx, s.Feed, hide, got.Response, err)
		case errors.Is(err, feed.ErrBroken):
			err = fmt.Errorf("%w; a sync reads it again by itself", err)
		}
		s.Fetch.Asks, s.Fetch.AsksBy = doc.Asks, doc.AsksBy
		s.Fetch.Plan = plan(s, got.Response, &doc)
		a.save(ctx, s, hide, doc, err)
	}
	return doc
}

// save saves a document that was parsed completely, or up to an error.
func (a *Archive) save(ctx context.Context, s *Synced, hide private.Hider, doc news.Document, parseErr error) {
	if parseErr != nil && (!doc.Partial || len(doc.Items) == 0) {
		a.failed(ctx, s, hide, parseErr)
		return
	}
	s.Fetch.Outcome = store.OutcomeNew
	if parseErr = hide.Error(parseErr); parseErr != nil {
		s.Fetch.Outcome, s.Fetch.Error, s.Err = store.OutcomePartial, parseErr.Error(), parseErr
		// The same bytes must be read again: not all of them were.
		s.Fetch.ETag, s.Fetch.LastModified, s.Fetch.BodyHash = "", "", ""
	}
	skip, err := a.skipOf(ctx, s.Feed.ID)
	if err != nil {
		a.failed(ctx, s, hide, err)
		return
	}
	s.Fetch.Skip = skip
	saved, err := a.store.SaveDocument(ctx, s.Fetch, doc)
	if errors.Is(err, store.ErrStranger) {
		err = fmt.Errorf("%w; see in a browser whether it is still that feed, then: archive feed set %d --url ADDRESS", err, s.Feed.ID)
	}
	if err != nil {
		a.failed(ctx, s, hide, err)
		return
	}
	s.Saved = saved
	s.Fetch.Items, s.Fetch.NewItems, s.Fetch.NewStories = len(doc.Items), saved.Items, saved.Stories
	s.Feed.State.Items += saved.Items
	if doc.Feed.Title != "" {
		s.Feed.Title = doc.Feed.Title
	}
	if w := news.NewWindow(s.Fetch.At, s.Feed.State.Succeeded, doc.Items); saved.FullWindow && !health.Whole(w) {
		s.Window = &w
	}
}
