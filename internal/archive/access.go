package archive

import (
	"context"
	"errors"
	"fmt"
	"strconv"

	"newsarchive/internal/access"
	"newsarchive/internal/fetch"
	"newsarchive/internal/news"
	"newsarchive/internal/private"
	"newsarchive/store"
)

// setAccess changes how a feed is asked for, in private.db. The next sync fetches
// the feed anew. The error wraps [access.ErrInvalid] for a value that cannot be
// used; nothing is changed then.
func (a *Archive) setAccess(ctx context.Context, id int64, e access.Edit) error {
	if e.IsZero() {
		return nil
	}
	feed, err := a.store.Feed(ctx, strconv.FormatInt(id, 10))
	if err != nil {
		return err
	}
	if !web(feed.URL) {
		return fmt.Errorf("headers, credentials and a proxy: %w: feed %d is a file", access.ErrInvalid, id)
	}
	proxied := false
	err = a.editSecrets(ctx, func(secrets private.Secrets) (kept private.Feed, err error) {
		kept, _ = secrets.Feed(feed.URL)
		if kept.Address == "" && private.Is(feed.URL) {
			return kept, noAddress(feed)
		}
		kept.Settings, err = kept.Apply(e)
		proxied = kept.Proxy != ""
		return kept, err
	})
	if err != nil {
		return err
	}
	return a.store.EditFeed(ctx, id, store.FeedEdit{Anew: true, Proxied: &proxied})
}

// editSecrets saves what an edit makes of the secrets of one feed, unless it
// returns an error.
func (a *Archive) editSecrets(ctx context.Context, edit func(private.Secrets) (private.Feed, error)) error {
	db, err := private.Open(ctx, a.privatePath())
	if err != nil {
		return err
	}
	defer db.Close() //nolint:errcheck // what was written is committed
	secrets, err := db.Secrets(ctx)
	if err != nil {
		return err
	}
	kept, err := edit(secrets)
	if err != nil {
		return err
	}
	return db.Save(ctx, kept)
}

// Access returns what is set of how a feed is asked for, without a value.
func (a *Archive) Access(ctx context.Context, f news.Feed) (access.Summary, error) {
	secrets, err := private.Load(ctx, a.privatePath())
	if err != nil {
		return access.Summary{}, err
	}
	kept, _ := secrets.Feed(f.URL)
	return kept.Summary(), nil
}

// hidden returns a failed fetch whose words are without secrets, which a server may
// have repeated in a redirect.
func hidden(hide private.Hider, err error) error {
	var failed *fetch.Error
	if !errors.As(err, &failed) {
		return err
	}
	e := *failed
	e.URL, e.Reason, e.Hint = hide.String(e.URL), hide.String(e.Reason), hide.String(e.Hint)
	return &e
}
