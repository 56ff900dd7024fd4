package archive

import (
	"context"
	"fmt"
	"time"

	"newsarchive/index"
	"newsarchive/internal/access"
	"newsarchive/internal/fetch"
	"newsarchive/internal/news"
	"newsarchive/internal/opensearch"
	"newsarchive/internal/private"
)

// mirrorTimeout is how long one request to OpenSearch may take: a bulk request waits
// there for its turn.
const mirrorTimeout = 2 * time.Minute

// openShare opens the share that the archive has of an index. Without a layout it
// must be there. Call done at the end.
func (a *Archive) openShare(ctx context.Context, o MirrorOptions, layout *opensearch.Layout) (share *opensearch.Share, done func(), err error) {
	bare, login, given := private.Split(o.To)
	target, err := opensearch.ParseTarget(bare)
	if err != nil {
		return nil, nil, err
	}
	if err := opensearch.CheckName(o.Name); err != nil {
		return nil, nil, fmt.Errorf("%w: %.100q: %w", opensearch.ErrTarget, o.Name, err)
	}
	if given {
		text := login.User + ":" + login.Password
		o.Access.Login = &text
	}
	kept, err := serverAccess(ctx, a.privatePath(), target.String(), o.Access)
	if err != nil {
		return nil, nil, err
	}
	id, err := a.store.ID(ctx)
	if err != nil {
		return nil, nil, err
	}
	client := fetch.New(fetch.Config{UserAgent: o.UserAgent, Timeout: mirrorTimeout, Resolver: a.network.Resolver, Now: a.now})
	cluster, err := opensearch.Connect(ctx, target, opensearch.Config{Client: client, Settings: kept.Settings, Hide: kept.Hider().String, Log: a.log})
	if err == nil && !o.Access.IsZero() { // they are right
		err = a.editSecrets(ctx, func(private.Secrets) (private.Feed, error) { return kept, nil })
	}
	if err == nil {
		share, err = cluster.Share(ctx, o.Name, id, layout)
	}
	if err != nil {
		client.Close()
		return nil, nil, err
	}
	return share, client.Close, nil
}

// serverAccess returns how a server is asked, with changes; path is that of private.db.
func serverAccess(ctx context.Context, path, address string, e access.Edit) (kept private.Feed, err error) {
	secrets, err := private.Load(ctx, path)
	if err != nil {
		return kept, err
	}
	kept, _ = secrets.Feed(address)
	kept.Settings, err = kept.Apply(e)
	return kept, err
}

// MirrorContents is what OpenSearch has of an archive.
type MirrorContents struct {
	Mark      news.Mark
	Documents []index.Document
	Left      int  // generations that killed programs left
	Filling   bool // a generation is being filled
	Other     bool // its terms are of another version
	Tags      bool // its stories have your own tags
	Missing   int  // copies of parts of the index that are on no node
}

// MirrorContents reads what OpenSearch has of the archive. The error wraps
// [opensearch.ErrNoShare] when it is not mirrored there.
func (a *Archive) MirrorContents(ctx context.Context, o MirrorOptions) (c MirrorContents, err error) {
	share, done, err := a.current().openShare(ctx, o, nil)
	if err != nil {
		return c, err
	}
	defer done()
	if c.Mark, c.Documents, err = share.Documents(ctx); err != nil {
		return c, err
	}
	left, err := share.Leftover(ctx)
	if err != nil {
		return c, err
	}
	state := share.State()
	c.Left, c.Filling, c.Other, c.Tags = len(left), state.Filling != nil, state.Version != index.Version, state.Tags
	c.Missing, err = share.Missing(ctx)
	return c, err
}
