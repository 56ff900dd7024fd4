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
		URL: kept.Whole(), Trusted: !f.State.Foreign, Settings: kept.Settings, MaxBytes: f.State.MaxBytes, Private: kept.Address != "",
		ETag: f.State.ETag, LastModified: f.State.LastModified, BodyHash: f.State.BodyHash,
	}
	if stale {
		r.ETag, r.LastModified = "", ""
	}
	switch {
	case kept.Address == "" && private.Is(f.URL):
		return r, noAddress(f)
	case kept.Proxy == "" && f.State.Proxied: // to ask without it would tell the server who asks
		return r, fmt.Errorf(`%w: the feed is fetched by a proxy, and %s does not have its address; archive feed set %d --proxy ADDRESS gives it again, and --proxy "" has the feed fetched without`,
			ErrSecret, private.File, f.ID)
	}
	return r, nil
}

// noAddress is the error for a private feed whose whole address is missing.
func noAddress(f news.Feed) error {
	return fmt.Errorf("%w: this address only shows a private one, and %s does not have the whole of it; archive feed set %d --private --url ADDRESS gives it again",
		ErrSecret, private.File, f.ID)
}

// moved returns the address that a feed has moved to permanently, without
// secrets, after saving those: settings are kept within their origin, the proxy
// goes on. It returns "" when the secrets cannot be saved; the feed then keeps its
// old address.
func (a *Archive) moved(ctx context.Context, kept private.Feed, to string) string {
	if to == "" || kept.Empty() {
		return to
	}
	next := private.Feed{Shown: to, Settings: kept.For(to)}
	if next.Settings != kept.Settings {
		a.log.Warn("the feed has moved to another server, which gets none of its headers, cookies and credentials; archive feed set gives them to it", "feed", kept.Shown)
	}
	if err := a.keepMoved(ctx, &next, kept.Address != ""); err != nil {
		a.log.Warn("the feed has moved, and goes on by its old address", "feed", kept.Shown, "because", err)
		return ""
	}
	return next.Shown
}

func (a *Archive) keepMoved(ctx context.Context, next *private.Feed, hidden bool) error {
	return a.editSecrets(ctx, func(secrets private.Secrets) (_ private.Feed, err error) {
		if hidden {
			next.Address = next.Shown
			next.Shown, err = secrets.Shown(next.Address)
		}
		return *next, err
	})
}
