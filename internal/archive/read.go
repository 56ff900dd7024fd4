package archive

import (
	"context"
	"errors"
	"time"

	"newsarchive/index"
)

// What a reader that finds the index behind does about it: a few changes it
// follows itself, within about 100 ms; many, it leaves to a writer.
const (
	maxReaderChanges = 5000 // changes beyond which it does not begin
	readerBudget     = 60 * time.Millisecond
)

// readerBatch bounds a batch of a reader.
func readerBatch() batchSize { return batchSize{changes: 500, bytes: 256 << 10} }

// read opens the index for an answer. All that is asked of the index goes
// through it: the mark of the index is compared with the change log first, so
// that no answer is silently older than the archive or of another one.
//
// An index that is behind by a little is brought up to the log, if no other
// process holds it; notIndexed is how many stories are still missing then,
// and is to be told with the answer. One that cannot be read, or is of another
// history, is made again, or the error says why that cannot be. Then use may
// be called twice: it begins anew. That of a read-only archive stays as it is:
// one in the cache answers where it cannot.
func (a *Archive) read(ctx context.Context, progress Progress, use func(*index.View) error) (notIndexed int, err error) {
	log := a.current()
	followed, remade := false, false
	for {
		behind := false
		err = log.index.View(ctx, func(v *index.View) (err error) {
			if notIndexed, err = log.store.NotIndexed(ctx, v.Mark()); err != nil {
				return err
			}
			if behind = notIndexed > 0 && !followed; behind {
				return nil
			}
			return use(v)
		})
		switch {
		case behind && err == nil:
			followed = true
			log.followBriefly(ctx)
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

// followBriefly brings the index up to the log as far as that costs a reader
// little: it waits for no lock, merges nothing, and soon begins no batch any
// more. What it does not manage is told by [Archive.read].
func (a *Archive) followBriefly(ctx context.Context) {
	if a.fixed() {
		return
	}
	began := time.Now()
	upto, err := a.store.LastChange(ctx)
	if err != nil {
		return
	}
	mark, err := a.index.Mark(ctx)
	if err != nil || upto.Seq-mark.Seq > maxReaderChanges {
		return
	}
	for mark.Seq < upto.Seq && time.Since(began) < readerBudget {
		b, err := a.batchAfter(ctx, mark, readerBatch())
		if err != nil || b.To == mark || batchBytesOf(b) > 4*readerBatch().bytes {
			return // a text that is so long is for a writer to index
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
		n += textBytes(&b.Upserts[i])
	}
	return n
}

// timeline opens the index for requests over time.
func (a *Archive) timeline(ctx context.Context, progress Progress, requests []index.Request, use func(*index.Timeline) error) (notIndexed int, err error) {
	return a.read(ctx, progress, func(v *index.View) error {
		t, err := v.Timeline(requests)
		if err != nil {
			return err
		}
		return use(t)
	})
}
