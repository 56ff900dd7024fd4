package archive

import (
	"context"
	"errors"
	"time"

	"newsarchive/internal/access"
	"newsarchive/internal/discover"
	"newsarchive/internal/feed"
	"newsarchive/internal/fetch"
	"newsarchive/internal/private"
)

// feedSearch looks for a feed at one address.
type feedSearch struct {
	*Archive
	client *fetch.Client
	wanted Wanted
	typed  string          // without login
	set    access.Settings // for the origin of typed
	found  Found           // the login
}

func newSearch(a *Archive, client *fetch.Client, w Wanted, address string) *feedSearch {
	s := &feedSearch{Archive: a, client: client, wanted: w}
	var login access.Login
	s.typed, login, s.found.has = private.Split(address)
	s.found.login, _ = private.Userinfo(address)
	s.set, s.found.own = w.Settings, true
	if s.found.has {
		s.set = s.set.WithLogin(login)
	}
	s.found.foreign = w.Foreign
	return s
}

func (s *feedSearch) find(ctx context.Context) (Found, error) {
	page, search := "", !s.wanted.Force && !s.wanted.Private
	if search {
		feeds, err := discover.Site(s.typed)
		switch {
		case err != nil:
			return Found{}, &NoFeedError{URL: s.typed, What: err.Error()}
		case len(feeds) > 1:
			return s.choose(ctx, s.typed, feeds)
		case len(feeds) == 1 && feeds[0].URL != s.typed:
			page, search = s.typed, false
			s.goTo(feeds[0].URL)
		}
	}
	got := s.get(ctx, s.typed)
	if s.wanted.Force {
		return s.take(page, s.typed, got), nil
	}
	if got.err != nil {
		return Found{}, got.err
	}
	err := readable(ctx, got)
	switch {
	case err == nil:
		return s.take(page, s.typed, got), nil
	case ctx.Err() != nil:
		return Found{}, ctx.Err()
	case search && errors.Is(err, feed.ErrHTML):
		return s.onPage(ctx, got.Response)
	}
	none := noFeed(ctx, s.typed, got.Response, err)
	if s.wanted.Private {
		none.URL = ""
		none.hide(private.Feed{Shown: "private", Address: s.typed}.Hider(got.URL))
	}
	return Found{}, none
}

// goTo replaces the typed address. Settings stay only within their origin.
func (s *feedSearch) goTo(address string) {
	if !private.SameOrigin(s.typed, address) {
		s.set, s.found.has, s.found.own = s.set.Elsewhere(), false, false
	}
	s.typed = address
}

// readable returns nil if an answer is a feed, at least up to where it breaks
// off.
func readable(ctx context.Context, got fetched) error {
	doc, err := feed.Parse(ctx, got.Body, feed.Options{URL: got.URL, ContentType: got.ContentType, Language: got.Language})
	if err != nil && doc.Partial && len(doc.Items) > 0 {
		return nil
	}
	return err
}

// choose takes the one feed of a page, or the one that is chosen.
func (s *feedSearch) choose(ctx context.Context, page string, feeds []discover.Feed) (Found, error) {
	if main := discover.Main(feeds); len(main) == 1 {
		return s.named(ctx, page, main[0])
	}
	n, err := s.wanted.Choose(page, feeds)
	if err != nil {
		return Found{}, err
	}
	return s.named(ctx, page, feeds[n])
}

// named takes a feed of a page, after a look whether it is one.
func (s *feedSearch) named(ctx context.Context, page string, f discover.Feed) (Found, error) {
	got := s.get(ctx, f.URL)
	err := got.err
	if err == nil {
		if err = readable(ctx, got); err == nil {
			return s.take(page, f.URL, got), nil
		}
		err = noFeed(ctx, f.URL, got.Response, err)
	}
	return Found{}, &NamedError{Page: page, Err: err}
}

func (s *feedSearch) take(page, address string, got fetched) Found {
	f := s.found
	f.Page, f.URL, f.answer = page, address, got
	same := private.SameOrigin(s.typed, address)
	f.has, f.own = f.has && same, f.own && same
	return f
}

// get fetches an address. What the person typed is trusted, and what is of the
// same origin.
func (s *feedSearch) get(ctx context.Context, address string) fetched {
	own := address == s.typed || private.SameOrigin(s.typed, address)
	r := fetch.Request{URL: address, Trusted: own && !s.wanted.Foreign, Private: s.wanted.Private, Settings: s.set.Elsewhere(), MaxBytes: s.wanted.MaxBytes}
	if own {
		r.Settings = s.set
	}
	got, began := fetched{at: s.now()}, time.Now()
	got.Response, got.err = s.client.Get(ctx, r)
	got.took = time.Since(began)
	hide := private.Feed{Settings: s.set}.Hider()
	got.Body, got.err = hide.Bytes(got.Body), hidden(hide, got.err)
	return got
}
