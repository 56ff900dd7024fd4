package archive

import (
	"context"
	"errors"
	"fmt"
	"iter"

	"newsarchive/index"
	"newsarchive/store"
)

const (
	// smallBatch is how many stories are brought into the index at a time:
	// searches wait while a batch is written.
	smallBatch = 50
	// largeBatch is the same when many wait.
	largeBatch = 1000
	// rebuildAbove is how many changes may wait, if they are also more than
	// the index holds, before making it anew is quicker than following.
	rebuildAbove = 20_000
)

// CatchUp brings the index up to the store's last change and returns how many
// stories it brought. An index that is missing, damaged or of another history
// is rebuilt. When another process holds the index, the changes stay in the
// log and the error wraps [index.ErrLocked].
func (a *Archive) CatchUp(ctx context.Context, progress Progress) (n int, err error) {
	a = a.current()
	for {
		mark, err := a.index.Mark(ctx)
		if err == nil {
			n, err = a.catchUp(ctx, mark, progress)
		}
		if !rebuildable(err) {
			return n, err
		}
		a.log.Info("making the index again", "because", err)
		if err := a.Reindex(ctx, progress); err != nil {
			return n, err
		}
	}
}

// mendIndex makes an index good that failed an answer with a rebuildable
// error. One that is damaged within opens well, so that catching up would not
// find it so.
func (a *Archive) mendIndex(ctx context.Context, because error, progress Progress) error {
	if !errors.Is(because, index.ErrDamaged) {
		_, err := a.CatchUp(ctx, progress)
		return err
	}
	a.log.Info("making the index again", "because", because)
	return a.Reindex(ctx, progress)
}

func (a *Archive) catchUp(ctx context.Context, mark store.Mark, progress Progress) (n int, err error) {
	waiting, err := a.Waiting(ctx, mark)
	if err != nil {
		return 0, err
	}
	batch := smallBatch
	if waiting > largeBatch {
		batch = largeBatch
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
	for {
		ids, last, err := a.Changes(ctx, mark, batch)
		if err != nil || len(ids) == 0 {
			return n, err
		}
		entries, err := a.Entries(ctx, ids)
		if err != nil {
			return n, err
		}
		if err := a.index.Apply(ctx, entries, without(ids, entries), last); err != nil {
			return n, fmt.Errorf("bring %d stories into the index: %w", len(ids), err)
		}
		n += len(ids)
		mark = last
		progress.tell(n, waiting)
	}
}

// without returns the ids that have no entry: their documents go.
func without(ids []int64, entries []store.Entry) []int64 {
	has := make(map[int64]bool, len(entries))
	for i := range entries {
		has[entries[i].ID] = true
	}
	var gone []int64
	for _, id := range ids {
		if !has[id] {
			gone = append(gone, id)
		}
	}
	return gone
}

// Reindex makes a new generation of the index from the store. Searches use
// the old one until it is done; when it fails or is cancelled, for good. The
// error wraps [index.ErrLocked] when another process rebuilds.
func (a *Archive) Reindex(ctx context.Context, progress Progress) error {
	a = a.current()
	mark, err := a.LastChange(ctx)
	if err != nil {
		return err
	}
	stats, err := a.Stats(ctx)
	if err != nil {
		return err
	}
	err = a.index.Rebuild(ctx, a.ahead(ctx), mark, func(n int) { progress.tell(n, stats.Stories) })
	if err != nil {
		return fmt.Errorf("make the index again: %w", err)
	}
	return nil
}

// ahead reads the archive's entries one batch ahead of who indexes them.
func (a *Archive) ahead(ctx context.Context) iter.Seq2[[]store.Entry, error] {
	type batch struct {
		entries []store.Entry
		err     error
	}
	return func(yield func([]store.Entry, error) bool) {
		ctx, cancel := context.WithCancel(ctx)
		batches := make(chan batch, 1)
		go func() {
			defer close(batches)
			for entries, err := range a.AllEntries(ctx) {
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
