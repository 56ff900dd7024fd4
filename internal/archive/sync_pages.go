package archive

import (
	"context"
	"errors"
)

// syncPages resolves the links and fetches the pages of stories whose feeds ask
// for it, unless another process does so.
func (a *Archive) syncPages(ctx context.Context, o SyncOptions) error {
	wanted, err := a.store.PageStats(ctx, 0)
	if err != nil || wanted.Waiting == 0 && wanted.Unresolved == 0 {
		return err
	}
	unlock, err := lockPages(a.dir, "sync")
	if errors.Is(err, ErrRunning) {
		a.log.Debug("pages are left to another process", "because", err)
		return nil
	}
	if err != nil {
		return err
	}
	defer unlock()
	if wanted.Unresolved > 0 {
		only, err := a.store.UnresolvedPages(ctx, decodePerRun)
		if err != nil {
			return err
		}
		if err := a.resolve(ctx, ResolveOptions{UserAgent: o.UserAgent}, only, &o.Pages.Resolved, o.Pages.Link); err != nil {
			return err
		}
	}
	return a.fetchPages(ctx, FetchOptions{UserAgent: o.UserAgent}, nil, &o.Pages.Fetched, o.Pages.Page)
}
