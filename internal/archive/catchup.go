package archive

import (
	"context"
	"errors"
	"fmt"
	"iter"

	"newsarchive/internal/news"

	"newsarchive/index"
	"newsarchive/store"
)

// rebuildAbove is how many changes may wait, if they are also more than the
// index holds, before making it anew is quicker than following.
const rebuildAbove = 20_000

// CatchUp brings the index up to the change that was the store's last when it
// began, and returns how many stories it brought. An index that is missing,
// damaged or of another history is rebuilt. When another process holds the
// index, the changes stay in the log and the error wraps [index.ErrLocked].
func (a *Archive) CatchUp(ctx context.Context, progress Progress) (n int, err error) {
	a = a.current()
	mark, err := a.index.Mark(ctx)
	if err == nil {
		n, err = a.catchUp(ctx, mark, progress)
	}
	if !Rebuildable(err) {
		return n, err
	}
	a.tellRebuild(err)
	return n, a.Reindex(ctx, progress)
}

// mendIndex makes an index good that failed an answer with a rebuildable
// error. One that is damaged within opens well, so that catching up would not
// find it so.
func (a *Archive) mendIndex(ctx context.Context, because error, progress Progress) error {
	if !errors.Is(because, index.ErrDamaged) {
		_, err := a.CatchUp(ctx, progress)
		return err
	}
	a.tellRebuild(because)
	return a.Reindex(ctx, progress)
}

func (a *Archive) catchUp(ctx context.Context, mark news.Mark, progress Progress) (n int, err error) {
	upto, err := a.store.LastChange(ctx)
	if err != nil {
		return 0, err
	}
	if known, err := a.store.Knows(ctx, mark); err != nil {
		return 0, err
	} else if !known {
		return 0, store.ErrUnknownMark
	}
	waiting := int(upto.Seq - mark.Seq)
	size := batchSize{smallBatch, batchBytes}
	if waiting > largeBatch {
		size.changes = largeBatch
	}
	if waiting > rebuildAbove {
		stats, err := a.index.Stats(ctx)
		if err != nil {
			return 0, err
		}
		if int64(waiting) > stats.Documents {
			return waiting, a.Reindex(ctx, progress)
		}
	}
	return a.follow(ctx, a.index, upto, size, func(n int) { progress.Tell(n, max(n, waiting)) })
}

// Reindex makes a new generation of the index from the store, brings it up to
// the change log, and puts it in the place of the one in use. Searches use the
// old one until then; when it fails or is cancelled, for good.
//
// The error wraps [index.ErrLocked] when another process rebuilds, and
// [store.ErrLocked] when another database took this one's place meanwhile.
func (a *Archive) Reindex(ctx context.Context, progress Progress) error {
	a = a.current()
	if err := a.reindex(ctx, progress); err != nil {
		return fmt.Errorf("make the index again: %w", err)
	}
	return nil
}

func (a *Archive) reindex(ctx context.Context, progress Progress) error {
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
	if err := b.Load(ctx, a.ahead(ctx), mark, func(n int) { progress.Tell(n, stats.Stories) }); err != nil {
		return err
	}
	for {
		upto, err := a.store.LastChange(ctx)
		if err != nil {
			return err
		}
		// No search waits for a build: its batches may be large.
		if _, err := a.follow(ctx, b, upto, batchSize{largeBatch, 8 * batchBytes}, func(int) {}); err != nil {
			return err
		}
		err = a.publish(ctx, b)
		if !errors.Is(err, index.ErrMoved) {
			return err
		}
	}
}

// publish puts a build in the place of the index in use. It is
// [index.ErrMoved] when that holds later changes of the same history, which
// the build is to follow first.
func (a *Archive) publish(ctx context.Context, b *index.Build) error {
	mark, err := b.Mark(ctx)
	if err != nil {
		return err
	}
	return b.Publish(ctx, func(inUse news.Mark) error {
		if err := errors.Join(a.store.InPlace(), a.Changed()); err != nil {
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

// ahead reads the archive's entries one batch ahead of who indexes them.
func (a *Archive) ahead(ctx context.Context) iter.Seq2[[]news.Entry, error] {
	type batch struct {
		entries []news.Entry
		err     error
	}
	return func(yield func([]news.Entry, error) bool) {
		ctx, cancel := context.WithCancel(ctx)
		batches := make(chan batch, 1)
		go func() {
			defer close(batches)
			for entries, err := range a.store.AllEntries(ctx) {
				select {
				case batches <- batch{entries, err}:
				case <-ctx.Done():
					return
				}
			}
		}()
		defer func() {
			cancel()
			for range batches { //nolint:revive // until the reader has left
			}
		}()
		for b := range batches {
			if !yield(b.entries, b.err) {
				return
			}
		}
	}
}
