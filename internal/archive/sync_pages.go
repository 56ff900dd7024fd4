package archive

import (
	"context"
	"errors"
)

// syncPages resolves the links and fetches the pages of stories whose feeds ask
// for it, unless another process does so.
func (a *Archive) syncPages(ctx context.Context, o SyncOptions) error {
	waiting, unresolved, err := a.store.QueuedPages(ctx)
	if err != nil || waiting == 0 && unresolved == 0 {
		return err
	}
	unlock, err := LockPages(a.dir, "sync")
	if errors.Is(err, ErrRunning) {
		a.log.Debug("pages are left to another process", "because", err)
		return nil
	}
	if err != nil {
		return err
	}
	defer unlock()
	first, err := a.ofTopics(ctx)
	if err != nil {
		return err
	}
	if unresolved > 0 {
		only, err := a.store.UnresolvedPages(ctx, decodePerRun)
		if err != nil {
			return err
		}
		if err := a.resolve(ctx, ResolveOptions{UserAgent: o.UserAgent}, first, only, &o.Pages.Resolved, o.Pages.Link); err != nil {
			return err
		}
	}
	return a.fetchPages(ctx, FetchOptions{UserAgent: o.UserAgent}, first, nil, &o.Pages.Fetched, o.Pages.Page)
}
