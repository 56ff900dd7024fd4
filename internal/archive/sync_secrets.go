package archive

import (
	"context"
	"fmt"

	"newsarchive/internal/news"

	"newsarchive/internal/fetch"
	"newsarchive/internal/private"
)

// secrets reads the passwords and private addresses. If they cannot be read,
// feeds without secrets are still fetched; the others fail with an error.
func (a *Archive) secrets(ctx context.Context) private.Secrets {
	secrets, err := private.Load(ctx, a.privatePath())
	if err != nil {
		a.log.Warn("passwords and private addresses cannot be read", "because", err)
	}
	return secrets
}

// request returns the HTTP request for a feed. With stale, the server is asked for
// the whole document, not whether it was modified.
func request(f news.Feed, kept private.Feed, stale bool) (fetch.Request, error) {
	r := fetch.Request{
		URL: kept.Whole(), Trusted: !f.State.Foreign, User: kept.User, Password: kept.Password, Private: kept.Address != "",
		ETag: f.State.ETag, LastModified: f.State.LastModified, BodyHash: f.State.BodyHash,
	}
	if stale {
		r.ETag, r.LastModified = "", ""
	}
	if kept.Address == "" && private.Is(f.URL) {
		return r, fmt.Errorf("%w: this address only shows a private one, and %s does not have the whole of it; archive feed set %d --private --url ADDRESS gives it again",
			ErrSecret, private.File, f.ID)
	}
	return r, nil
}

// moved returns the address that a feed has moved to permanently, without
// secrets, after saving those: a login is kept within its origin. It returns ""
// when the secrets cannot be saved; the feed then keeps its old address.
func (a *Archive) moved(ctx context.Context, kept private.Feed, to string) string {
	if to == "" || kept.Address == "" && kept.Login == (private.Login{}) {
		return to
	}
	next := private.Feed{Shown: to}
	if private.SameOrigin(kept.Whole(), to) {
		next.Login = kept.Login
	}
	if err := a.keepMoved(ctx, &next, kept.Address != ""); err != nil {
		a.log.Warn("the feed has moved, and goes on by its old address", "feed", kept.Shown, "because", err)
		return ""
	}
	return next.Shown
}

func (a *Archive) keepMoved(ctx context.Context, next *private.Feed, hidden bool) error {
	db, err := private.Open(ctx, a.privatePath())
	if err != nil {
		return err
	}
	defer db.Close() //nolint:errcheck // what was written is committed
	if hidden {
		secrets, err := db.Secrets(ctx)
		if err != nil {
			return err
		}
		next.Address = next.Shown
		if next.Shown, err = secrets.Shown(next.Address); err != nil {
			return err
		}
	}
	return db.Save(ctx, *next)
}
