package archive

import (
	"context"
	"errors"
	"time"

	"newsarchive/index"
)

// A reader that finds the index behind follows a few changes itself, within
// about 100 ms. It leaves many changes to a writer.
const (
	maxReaderChanges = 5000                  // changes above which a reader leaves them to a writer
	readerBudget     = 60 * time.Millisecond // after which no further batch begins
)

// readerBatch bounds a batch of a reader.
func readerBatch() batchSize { return batchSize{changes: 500, bytes: 256 << 10} }

// read opens the index for an answer. Every question to the index goes through
// it: it compares the mark of the index with the change log first, so that no
// answer is silently older than the archive or of another one.
//
// An index that is a little behind is brought up to the log if no other process
// holds it. notIndexed is how many stories are still not yet indexed; callers
// report it with the answer. An index that cannot be read, or is of another
// history, is rebuilt, or the error says why that failed; use may then be called
// twice and must start over. The index of a read-only archive is not changed:
// if it cannot answer, one in the cache does.
func (a *Archive) read(ctx context.Context, progress Progress, use func(*index.View) error) (notIndexed int, err error) {
	log := a.current()
	followed, remade := false, false
	for {
		behind := false
		err = log.index.View(ctx, func(v *index.View) (err error) {
			if notIndexed, err = log.store.NotIndexed(ctx, v.Mark()); err != nil {
				return err
			}
			if behind = notIndexed > 0 && !followed && log.mayFollow(ctx); behind {
				return nil
			}
			return use(v)
		})
		switch {
		case behind && err == nil:
			followed = true
			log.followBriefly(ctx)
		case log.kept && (log.unusable(err) || Rebuildable(err)): // the keeper sees to it
			return notIndexed, err
		case log.unusable(err):
			if err := log.useCache(ctx, err); err != nil {
				return 0, err
			}
		case Rebuildable(err) && !remade:
			remade = true
			if err := log.repairIndex(ctx, err, progress); err != nil {
				return 0, err
			}
		default:
			return notIndexed, err
		}
	}
}

// mayFollow reports whether a reader may bring the index up to the log: not while
// another process does so.
func (a *Archive) mayFollow(ctx context.Context) bool {
	return !a.fixed() && !a.announced(syncRuns) && !a.index.Busy(ctx)
}

// followBriefly brings the index up to the log as far as that is quick: it waits
// for no lock, merges nothing, and begins no further batch after readerBudget.
// [Archive.read] reports the rest as not yet indexed.
func (a *Archive) followBriefly(ctx context.Context) {
	a.following.Lock()
	defer a.following.Unlock()
	until := time.Now().Add(readerBudget)
	a.joinBriefly(ctx, until, maxReaderChanges)
	a.indexUntil(ctx, until, maxReaderChanges)
}

// indexUntil brings the index up to the log; it begins no batch after a moment,
// but for the first, so that a few changes are found on a busy machine too.
func (a *Archive) indexUntil(ctx context.Context, until time.Time, most int64) {
	upto, err := a.store.LastChange(ctx)
	if err != nil {
		return
	}
	mark, err := a.index.Mark(ctx)
	if err != nil || upto.Seq-mark.Seq > most {
		return
	}
	for first := true; mark.Seq < upto.Seq && (first || time.Now().Before(until)); first = false {
		b, err := a.batchAfter(ctx, mark, readerBatch())
		if err != nil || b.To == mark || batchBytesOf(b) > 4*readerBatch().bytes {
			return // a writer indexes texts that are so long
		}
		switch err := a.index.TryApply(ctx, b); {
		case errors.Is(err, index.ErrMoved):
			if mark, err = a.index.Mark(ctx); err != nil {
				return
			}
		case err != nil:
			a.log.Debug("a reader cannot bring the index up to the log", "because", err)
			return
		default:
			mark = b.To
		}
	}
}

func batchBytesOf(b index.Batch) (n int) {
	for i := range b.Upserts {
		n += b.Upserts[i].Size()
	}
	return n
}

// timeline opens the index for requests over time.
func (a *Archive) timeline(ctx context.Context, progress Progress, requests []index.Request, use func(*index.View, *index.Timeline) error) (notIndexed int, err error) {
	return a.read(ctx, progress, func(v *index.View) error {
		t, err := v.Timeline(requests)
		if err != nil {
			return err
		}
		return use(v, t)
	})
}
