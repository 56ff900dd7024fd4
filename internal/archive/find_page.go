package archive

import (
	"context"
	"errors"

	"newsarchive/internal/discover"
	"newsarchive/internal/feed"
	"newsarchive/internal/fetch"
)

// onPage looks for the feed of a web page.
func (s *feedSearch) onPage(ctx context.Context, page fetch.Response) (Found, error) {
	named, linked := discoverPage(page).Feeds()
	if len(named) > 0 {
		return s.choose(ctx, page.URL, named)
	}
	if wall := wallOf(ctx, s.typed, page); wall != nil {
		return Found{}, wall
	}
	if len(linked) > 1 {
		return s.choose(ctx, page.URL, linked)
	}
	for _, f := range linked {
		if found, err := s.named(ctx, page.URL, f); err == nil {
			return found, nil
		}
	}
	for _, address := range discover.Common(page.URL) {
		found, err := s.guess(ctx, page.URL, address)
		if err != nil {
			return Found{}, err
		}
		if found.URL != "" {
			return found, nil
		}
	}
	none := noFeed(ctx, s.typed, page, feed.ErrHTML)
	none.What += ", and none was found by it"
	none.Hint = "look for a link named RSS or feed on the page, and give its address"
	return Found{}, none
}

// guess looks for a feed at an address that no page names. That there is none is
// no error; a server that does not answer is.
func (s *feedSearch) guess(ctx context.Context, page, address string) (Found, error) {
	got := s.get(ctx, address)
	switch {
	case ctx.Err() != nil:
		return Found{}, ctx.Err()
	case got.err == nil && readable(ctx, got) == nil:
		return s.take(page, address, got), nil
	case got.err == nil, got.Status >= 400 && got.Status < 500 && !errors.Is(got.err, fetch.ErrBusy),
		errors.Is(got.err, fetch.ErrRedirect), errors.Is(got.err, fetch.ErrPrivate), errors.Is(got.err, fetch.ErrTooLarge):
		return Found{}, nil
	}
	return Found{}, got.err
}

// discoverPage is a page as feeds are looked for in it.
func discoverPage(res fetch.Response) discover.Page {
	return discover.Page{URL: res.URL, ContentType: res.ContentType, Links: res.Links, Body: res.Body}
}
