package archive

import (
	"context"
	"errors"
	"fmt"

	"newsarchive/internal/news"

	"newsarchive/index"
	"newsarchive/store"
)

// follower is an index that follows the change log: the one in use, or a build.
type follower interface {
	Mark(ctx context.Context) (news.Mark, error)
	Apply(ctx context.Context, b index.Batch) error
}

const (
	// entriesAtFirst is how many documents of a batch are read from the store at
	// first, if their texts are not longer than the batch, and then twice as many
	// each time: each read costs more than what a short document takes.
	entriesAtFirst = 100
	// batchChanges is the maximum number of changes in a batch. Three thousand
	// headlines are some 450 kB. A thousand at a time take a fifth more processor
	// time, most of it for merging.
	batchChanges = 3000
	// batchBytes is how much text ends a batch. bleve writes a batch without
	// looking whether the person wants to stop: this takes it half a second at
	// most.
	batchBytes = 512 << 10
)

// writerBatch bounds a batch of a writer.
func writerBatch() batchSize { return batchSize{batchChanges, batchBytes} }

// follow brings a follower up to a change of the log, and no further, because
// other processes may write new changes all the time. It returns how many
// documents it indexed or deleted. If another process follows at the same time,
// a batch is read again.
func (a *Archive) follow(ctx context.Context, f follower, upto news.Mark, size batchSize, progress func(n int)) (n int, err error) {
	mark, err := f.Mark(ctx)
	if err != nil {
		return 0, err
	}
	return a.followFrom(ctx, f, mark, upto, size, progress)
}

// followFrom is follow for a follower whose mark was read just now.
func (a *Archive) followFrom(ctx context.Context, f follower, mark, upto news.Mark, size batchSize, progress func(n int)) (n int, err error) {
	for err == nil && mark.Seq < upto.Seq {
		var b index.Batch
		if b, err = a.batchAfter(ctx, mark, size); err != nil || b.To == mark {
			return n, err
		}
		err = f.Apply(ctx, b)
		switch {
		case errors.Is(err, index.ErrMoved):
			mark, err = f.Mark(ctx)
		case err != nil:
			err = fmt.Errorf("bring changed stories (%d) into the index: %w", len(b.Upserts)+len(b.Deletes), err)
		default:
			n += len(b.Upserts) + len(b.Deletes)
			mark = b.To
			progress(n)
		}
	}
	return n, err
}

// batchSize bounds a batch.
type batchSize struct {
	changes int // at most
	bytes   int // of text; the batch ends with the documents that reach it
}

// batchAfter reads what comes after a mark of the log, as documents; with no
// later change, To is the mark itself. The error wraps [store.ErrUnknownMark]
// when the log does not know the mark.
//
// All changes are read before the first document: so each document is as new
// as the batch's last change, or newer. A newer one has a later change, and
// comes again.
func (a *Archive) batchAfter(ctx context.Context, mark news.Mark, size batchSize) (index.Batch, error) {
	b := index.Batch{From: mark, To: mark}
	changes, err := a.store.ChangesAfter(ctx, mark, size.changes)
	if err != nil {
		return b, err
	}
	bytes := 0
	in := make(map[int64]bool, len(changes)) // the batch
	for atOnce := entriesAtFirst; len(changes) > 0 && bytes < size.bytes; {
		if atOnce*bytes < size.bytes*len(in) { // as many more would fit, if they are as long
			atOnce *= 2
		}
		ids, next := distinct(changes[:min(atOnce, len(changes))], in)
		entries, n, err := a.store.SomeEntries(ctx, ids, size.bytes)
		if err != nil {
			return b, err
		}
		some := changes[:next[n]]
		changes = changes[len(some):]
		at := make(map[int64]*news.Entry, len(entries))
		for i := range entries {
			at[entries[i].ID] = &entries[i]
		}
		for i := 0; i < len(some) && bytes < size.bytes; i++ {
			id := some[i].Story
			b.To = some[i].Mark
			if in[id] {
				continue
			}
			in[id] = true
			if e := at[id]; e != nil {
				bytes += e.Size()
				b.Upserts = append(b.Upserts, *e)
			} else {
				b.Deletes = append(b.Deletes, id) // without an entry its document goes
			}
		}
	}
	return b, a.Changed() // else an index in the cache could mix two states
}

// distinct returns the distinct stories of changes that are not in a batch, and
// for every number of them how many changes are about these alone.
func distinct(changes []store.Change, in map[int64]bool) (ids []int64, covered []int) {
	seen := make(map[int64]bool, len(changes))
	for i, c := range changes {
		if in[c.Story] || seen[c.Story] {
			continue
		}
		seen[c.Story] = true
		ids, covered = append(ids, c.Story), append(covered, i)
	}
	return ids, append(covered, len(changes))
}
