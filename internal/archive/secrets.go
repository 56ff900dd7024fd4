package archive

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"newsarchive/internal/news"

	"newsarchive/internal/access"
	"newsarchive/internal/private"
	"newsarchive/store"
)

// ErrSecret means that the secret of a feed is missing, or was given for
// another server than the feed's.
var ErrSecret = errors.New("a secret is missing or does not fit")

func (a *Archive) privatePath() string { return filepath.Join(a.dir, private.File) }

// Follow makes the feed at the address one that is followed, as
// [store.Store.Follow] does, and keeps user name and password of the address
// in private.db. Those of a feed that is followed already are replaced; an
// address without any leaves them as they are, and one with an empty user
// name, https://@host/, forgets them.
func (a *Archive) Follow(ctx context.Context, f news.Feed, every time.Duration) (feed news.Feed, added bool, err error) {
	return a.subscribe(ctx, f, every, false)
}

// FollowPrivate is Follow for an address that is a secret as a whole.
func (a *Archive) FollowPrivate(ctx context.Context, f news.Feed, every time.Duration) (feed news.Feed, added bool, err error) {
	return a.subscribe(ctx, f, every, true)
}

func (a *Archive) subscribe(ctx context.Context, f news.Feed, every time.Duration, hidden bool) (feed news.Feed, added bool, err error) {
	address := f.URL
	known, ok, err := a.store.FeedAt(ctx, private.Bare(address))
	if err != nil {
		return feed, false, err
	}
	if ok && hidden {
		known, err = a.hide(ctx, known)
	}
	switch {
	case err != nil:
	case ok:
		f.URL, err = known.URL, a.takeLogin(ctx, known, address)
	default:
		f.URL, err = a.keep(ctx, address, news.Feed{}, hidden)
	}
	if err != nil {
		return feed, false, err
	}
	feed, added, err = a.store.Follow(ctx, f, every)
	if err == nil && feed.URL != f.URL {
		err = a.takeLogin(ctx, feed, address)
	}
	return feed, added, err
}

// EditFeed sets what a person decides about a feed, as [store.Store.EditFeed]
// does, and keeps the secrets of a new address in private.db. The login of
// the old address goes on with a new one that has none and is of the same
// origin. The new address of a private feed is as private.
func (a *Archive) EditFeed(ctx context.Context, id int64, e store.FeedEdit) error {
	if e.URL != nil {
		feed, err := a.store.Feed(ctx, strconv.FormatInt(id, 10))
		if err != nil {
			return err
		}
		shown, err := a.keep(ctx, *e.URL, feed, private.Is(feed.URL))
		if err != nil {
			return err
		}
		e.URL = &shown
	}
	return a.store.EditFeed(ctx, id, e)
}

// MakePrivate makes the address of a feed a secret: the database gets the form
// that is shown, and the index is rebuilt.
func (a *Archive) MakePrivate(ctx context.Context, id int64) error {
	feed, err := a.store.Feed(ctx, strconv.FormatInt(id, 10))
	if err == nil {
		_, err = a.hide(ctx, feed)
	}
	return err
}

// keep keeps the secrets of an address and returns the address without them.
// A login that the address does not give is that of the feed before, if that
// is of the same origin.
func (a *Archive) keep(ctx context.Context, address string, before news.Feed, hidden bool) (shown string, err error) {
	bare, login, given := private.Split(address)
	if !web(bare) {
		if hidden {
			return "", fmt.Errorf("%w: only an http or https address can be private", ErrSecret)
		}
		return bare, nil
	}
	if err := private.Check(bare); err != nil {
		return "", err
	}
	if private.Is(bare) {
		return bare, a.known(ctx, bare)
	}
	secrets, err := private.Load(ctx, a.privatePath())
	if err != nil && (given || hidden) {
		return "", err
	}
	old, has := secrets.Feed(before.URL)
	if !given && !hidden && (!has || old.For(bare) == (access.Settings{})) {
		return bare, nil
	}
	kept := private.Feed{Shown: bare}
	err = a.editSecrets(ctx, func(secrets private.Secrets) (_ private.Feed, err error) {
		if hidden {
			kept.Address = bare
			if kept.Shown, err = secrets.Shown(bare); err != nil {
				return kept, err
			}
		}
		there, _ := secrets.Feed(kept.Shown)
		kept.Settings = there.Settings
		if kept.Settings == (access.Settings{}) && has {
			kept.Settings = old.For(bare)
		}
		if given {
			kept.Settings = kept.WithLogin(login)
		}
		return kept, nil
	})
	return kept.Shown, err
}

// known returns an error if the whole address of a shown one is missing.
func (a *Archive) known(ctx context.Context, shown string) error {
	secrets, err := private.Load(ctx, a.privatePath())
	if err != nil {
		return err
	}
	if f, _ := secrets.Feed(shown); f.Address == "" {
		return fmt.Errorf("%w: %s only shows a private address, and %s does not have the whole of it", ErrSecret, shown, private.File)
	}
	return nil
}

// takeLogin gives a feed the login of an address, which is or was one of the
// feed's. It must be of the same origin as the feed's own.
func (a *Archive) takeLogin(ctx context.Context, feed news.Feed, address string) error {
	bare, login, given := private.Split(address)
	if !given {
		return nil
	}
	return a.editSecrets(ctx, func(secrets private.Secrets) (private.Feed, error) {
		kept, _ := secrets.Feed(feed.URL)
		if !private.SameOrigin(kept.Whole(), bare) {
			return kept, fmt.Errorf("%w: feed %d is at %s now, and the password was given for another server; archive feed set %d --url ADDRESS gives it a new address",
				ErrSecret, feed.ID, feed.URL, feed.ID)
		}
		kept.Settings = kept.WithLogin(login)
		return kept, nil
	})
}

// hide makes the address of a feed private, and rebuilds the index, whose files
// could otherwise hold the address for long.
func (a *Archive) hide(ctx context.Context, feed news.Feed) (news.Feed, error) {
	if private.Is(feed.URL) {
		return feed, nil
	}
	shown, err := a.keep(ctx, feed.URL, feed, true)
	if err != nil {
		return feed, err
	}
	secrets, err := private.Load(ctx, a.privatePath())
	if err != nil {
		return feed, err
	}
	kept, _ := secrets.Feed(shown)
	if err := a.store.HideFeed(ctx, feed.ID, kept); err != nil {
		return feed, err
	}
	feed.URL = shown
	if err := a.store.Scrub(ctx); err != nil {
		a.log.Warn("the old address may still be in unused parts of the database; the next command overwrites it", "because", err)
	}
	return feed, a.rebuild(ctx, nil, nil)
}

// Feed returns the one feed that a person means, as [store.Store.Feed] does; a
// private one by its whole address too.
func (a *Archive) Feed(ctx context.Context, ref string) (news.Feed, error) {
	f, err := a.findFeed(ctx, ref)
	if err != nil {
		return f, err
	}
	return f, a.nextFetches(ctx, []news.Feed{f})
}

func (a *Archive) findFeed(ctx context.Context, ref string) (news.Feed, error) {
	f, err := a.store.Feed(ctx, ref)
	if !errors.Is(err, store.ErrNotFound) || !web(ref) {
		return f, err
	}
	if secrets, loadErr := private.Load(ctx, a.privatePath()); loadErr == nil {
		if shown, hashErr := secrets.Shown(ref); hashErr == nil {
			if f, ok, atErr := a.store.FeedAt(ctx, shown); atErr == nil && ok {
				return a.store.Feed(ctx, strconv.FormatInt(f.ID, 10))
			}
		}
	}
	return f, err
}

// forget removes the secrets of feeds.
func (a *Archive) forget(ctx context.Context, feeds []news.Feed) error {
	secrets, err := private.Load(ctx, a.privatePath())
	if err != nil {
		return err
	}
	var gone []private.Feed
	for _, f := range feeds {
		for _, shown := range append([]string{f.URL}, f.Aliases...) {
			if _, ok := secrets.Feed(shown); ok {
				gone = append(gone, private.Feed{Shown: shown})
			}
		}
	}
	if len(gone) == 0 {
		return nil
	}
	db, err := private.Open(ctx, a.privatePath())
	if err != nil {
		return err
	}
	return errors.Join(db.Save(ctx, gone...), db.Close())
}

func web(address string) bool {
	scheme, _, _ := strings.Cut(strings.ToLower(strings.TrimSpace(address)), "://")
	return scheme == "http" || scheme == "https"
}
