package archive

import (
	"context"
	"errors"

	"newsarchive/internal/news"

	"newsarchive/index"
	"newsarchive/store"
)

// rebuildAbove is the number of changes above which a rebuild is quicker than
// following the log, if they are also more than the documents of the index.
const rebuildAbove = 20_000

// CatchUp decides the events of the stories that changed, brings the index up to
// the change that was the store's last when it began, and returns how many stories
// it brought. An index that is missing, damaged or of another history is rebuilt.
// While another process holds the index, the changes stay in the log and the error
// wraps [index.ErrLocked].
//
// Events and index follow the log beside each other: neither needs the other.
func (a *Archive) CatchUp(ctx context.Context, progress Progress) (n int, err error) {
	a = a.current()
	err = beside(
		func(loaded <-chan struct{}) error {
			return a.joinEvents(ctx, func() error { <-loaded; return a.remakeEvents(ctx, progress) })
		},
		func(loaded func()) (err error) {
			n, err = a.catchUpIndex(ctx, progress, loaded)
			return err
		})
	return n, err
}

// catchUpIndex is CatchUp without the events; loaded is as of [Archive.rebuild].
func (a *Archive) catchUpIndex(ctx context.Context, progress Progress, loaded func()) (n int, err error) {
	mark, err := a.index.Mark(ctx)
	if err == nil {
		n, err = a.catchUp(ctx, mark, progress, loaded)
	}
	if !Rebuildable(err) {
		return n, err
	}
	a.logRebuild(err)
	return n, a.rebuild(ctx, progress, loaded)
}

// repairIndex catches up or rebuilds an index that failed an answer with a
// rebuildable error. A damaged one can still be opened, so that catching up
// would not notice the damage.
func (a *Archive) repairIndex(ctx context.Context, because error, progress Progress) error {
	if !errors.Is(because, index.ErrDamaged) {
		_, err := a.CatchUp(ctx, progress)
		return err
	}
	a.logRebuild(because)
	return a.rebuild(ctx, progress, nil)
}

func (a *Archive) catchUp(ctx context.Context, mark news.Mark, progress Progress, loaded func()) (n int, err error) {
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
	if waiting > rebuildAbove {
		stats, err := a.index.Stats(ctx)
		if err != nil {
			return 0, err
		}
		if int64(waiting) > stats.Documents {
			return waiting, a.rebuild(ctx, progress, loaded)
		}
	}
	return a.followFrom(ctx, a.index, mark, upto, writerBatch(), func(n int) { progress.Report(n, max(n, waiting)) })
}

// updateIndex brings the index up to what a sync or a tag has saved; what names
// that in a message. It leaves the index alone while another process holds it,
// and while an import has many thousands of changes to index at its end: those
// would take this process minutes.
func (a *Archive) updateIndex(ctx context.Context, what string, progress Progress) error {
	if a.importing() {
		mark, err := a.index.Mark(ctx)
		last, lastErr := a.store.LastChange(ctx)
		if err == nil && lastErr == nil && last.Seq-mark.Seq > maxReaderChanges {
			a.log.Info(what + " will be found when the import that is running ends")
			return nil
		}
	}
	_, err := a.CatchUp(ctx, progress)
	if errors.Is(err, ErrIndexLocked) {
		a.log.Warn("the index is busy: "+what+" will be found after the next sync", "because", err)
		return nil
	}
	return err
}
