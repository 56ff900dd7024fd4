package archive

import (
	"context"
	"errors"
	"time"
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
	fo := FetchOptions{UserAgent: o.UserAgent}
	if o.Pages.Yield {
		if fo.Until, err = a.pagesUntil(ctx); err != nil {
			return err
		}
	}
	return a.fetchPages(ctx, fo, first, nil, &o.Pages.Fetched, o.Pages.Page)
}

// pagesUntil returns when the next feed is due, but a minute from now at least;
// the zero time when no feed is followed.
func (a *Archive) pagesUntil(ctx context.Context) (time.Time, error) {
	due, err := a.NextDue(ctx)
	if soon := a.now().Add(time.Minute); !due.IsZero() && due.Before(soon) {
		due = soon
	}
	return due, err
}
