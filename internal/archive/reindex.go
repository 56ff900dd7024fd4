package archive

import (
	"context"
	"errors"
	"fmt"

	"newsarchive/index"
	"newsarchive/internal/news"
	"newsarchive/store"
)

// Reindex builds a new generation of the index from the store, brings it up to the
// change log, and puts it in the place of the one in use; it decides the events of all
// stories anew while that is merged. Searches use the old one until then, and go on using it if the
// build fails or is cancelled.
//
// The error wraps [index.ErrLocked] when another process rebuilds, and
// [store.ErrLocked] when another database took this one's place meanwhile.
func (a *Archive) Reindex(ctx context.Context, progress Progress) error {
	a = a.current()
	return beside(func(loaded <-chan struct{}) error { <-loaded; return a.remakeEvents(ctx, progress) },
		func(loaded func()) error { return a.rebuild(ctx, progress, loaded) })
}

// rebuild is Reindex without the events. It calls loaded, if not nil, when it needs no
// more than one processor, and reports no progress from then on.
func (a *Archive) rebuild(ctx context.Context, progress Progress, loaded func()) error {
	if err := a.reindex(ctx, progress, loaded); err != nil {
		return fmt.Errorf("rebuild the index: %w", err)
	}
	return nil
}

func (a *Archive) reindex(ctx context.Context, progress Progress, loaded func()) error {
	b, err := a.index.Build()
	if err != nil {
		return err
	}
	defer b.Close()
	mark, err := a.store.LastChange(ctx)
	if err != nil {
		return err
	}
	stats, err := a.store.Stats(ctx)
	if err != nil {
		return err
	}
	if err := b.Load(ctx, a.store.EntriesAfter(ctx, 0), mark, func(n int) { progress.Report(n, stats.Stories) }); err != nil {
		return err
	}
	if loaded != nil {
		loaded()
	}
	if err := b.Merge(ctx); err != nil {
		return err
	}
	for {
		upto, err := a.store.LastChange(ctx)
		if err != nil {
			return err
		}
		if _, err := a.follow(ctx, b, upto, writerBatch(), func(int) {}); err != nil {
			return err
		}
		err = a.publish(ctx, b)
		if !errors.Is(err, index.ErrMoved) {
			return err
		}
	}
}

// publish puts a build in the place of the index in use. It returns
// [index.ErrMoved] when the index in use holds later changes of the same
// history, which the build must follow first.
func (a *Archive) publish(ctx context.Context, b *index.Build) error {
	mark, err := b.Mark(ctx)
	if err != nil {
		return err
	}
	return b.Publish(ctx, func(inUse news.Mark) error {
		if err := errors.Join(a.store.CheckSameFile(), a.Changed()); err != nil {
			return err
		}
		if known, err := a.store.Knows(ctx, mark); err != nil {
			return err
		} else if !known {
			return fmt.Errorf("%w: the database was changed underneath", store.ErrUnknownMark)
		}
		if inUse.Seq <= mark.Seq {
			return nil
		}
		known, err := a.store.Knows(ctx, inUse)
		if err == nil && known {
			err = index.ErrMoved
		}
		return err
	})
}
