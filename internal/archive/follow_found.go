package archive

import (
	"context"
	"errors"
	"slices"
	"strconv"
	"strings"
	"time"

	"newsarchive/internal/news"
	"newsarchive/internal/private"
	"newsarchive/store"
)

// FollowOptions are what a person decides about a feed when following it.
type FollowOptions struct {
	Name    string
	Every   time.Duration // 0: the default
	Private bool          // the whole address is a secret
	// Change is made before its items are saved. Of how it is asked for, a feed on
	// another server than the one that the person typed gets nothing but the proxy.
	Change FeedChange
}

// FollowedFeed is a feed that FollowFound has followed.
type FollowedFeed struct {
	Feed  news.Feed
	Added bool // it was not followed before
	// Withheld says that the feed's server is another one than the person typed, and
	// gets none of the headers, cookies and credentials that were given.
	Withheld bool
	// Saved and Newest are what its document brought, and up to five of its items,
	// the newest first.
	Saved  store.Saved
	Newest []news.Item
	// Err is why there is no document; the feed is followed all the same.
	Err error
}

const newestItems = 5

// FollowFound follows a feed that [Archive.FindFeed] found, as [Archive.Follow]
// or [Archive.FollowPrivate] does, and saves what was fetched. While another
// process syncs, what was fetched is left to that or the next sync: Err then wraps
// [ErrRunning].
func (a *Archive) FollowFound(ctx context.Context, found Found, o FollowOptions) (done FollowedFeed, err error) {
	wanted := news.Feed{URL: found.address(), Name: o.Name, State: &news.FeedState{Foreign: found.foreign}}
	done.Feed, done.Added, err = a.subscribe(ctx, wanted, o.Every, o.Private)
	if err == nil {
		change := o.Change
		if !found.own {
			rest := change.Access
			rest.Proxy = nil
			change.Access, done.Withheld = change.Access.Elsewhere(), !rest.IsZero()
		}
		err = a.ChangeFeed(ctx, done.Feed, change)
	}
	if err != nil || !done.Added {
		return done, err
	}
	unlock, err := Lock(a.dir, "feed add")
	if errors.Is(err, ErrRunning) {
		done.Err = err
		return done, nil
	}
	if err != nil {
		return done, err
	}
	defer unlock()
	kept, _ := a.secrets(ctx).Feed(done.Feed.URL)
	s := Synced{Feed: done.Feed, Fetch: store.Fetch{FeedID: done.Feed.ID, URL: done.Feed.URL, At: found.answer.at}}
	doc := a.answered(ctx, &s, kept, found.answer)
	if ctx.Err() != nil {
		return done, ctx.Err()
	}
	done.Saved, done.Err, done.Newest = s.Saved, s.Err, newest(a.notSkipped(ctx, done.Feed.ID, doc.Items))
	if done.Feed, err = a.store.Feed(ctx, strconv.FormatInt(done.Feed.ID, 10)); err != nil {
		return done, err
	}
	return done, a.updateIndex(ctx, "what is new", nil)
}

// address is the feed's address with the login that a person typed.
func (f Found) address() string {
	scheme, rest, ok := strings.Cut(f.URL, "://")
	if !ok || !f.has {
		return f.URL
	}
	return scheme + "://" + f.login + "@" + rest
}

func newest(items []news.Item) []news.Item {
	items = slices.Clone(items)
	slices.SortStableFunc(items, func(a, b news.Item) int { return b.Published.Time.Compare(a.Published.Time) })
	return items[:min(len(items), newestItems)]
}

// Following returns the feed that is followed at an address, which may be private
// or have a login in it. ok is false if there is none.
func (a *Archive) Following(ctx context.Context, address string) (f news.Feed, ok bool, err error) {
	bare := private.Bare(address)
	f, ok, err = a.store.FeedAt(ctx, bare)
	if err != nil || ok || !web(bare) {
		return f, ok && f.State.Followed, err
	}
	secrets, err := private.Load(ctx, a.privatePath())
	if err != nil {
		return f, false, nil //nolint:nilerr // then no private feed is known
	}
	if shown, err := secrets.Shown(bare); err == nil {
		f, ok, err = a.store.FeedAt(ctx, shown)
		return f, ok && f.State.Followed, err
	}
	return f, false, nil
}
