package archive

import (
	"context"
	"errors"
	"fmt"

	"newsarchive/internal/news"

	"newsarchive/index"
)

// follower is what is brought up to the change log: the index in use, or one
// in the making.
type follower interface {
	Mark(ctx context.Context) (news.Mark, error)
	Apply(ctx context.Context, b index.Batch) error
}

const (
	// entriesAtOnce is how many documents are read from the store at a time;
	// together they may be larger than a batch.
	entriesAtOnce = 25
	// smallBatch is how many changes a batch has at most: searches wait while
	// it is written.
	smallBatch = 100
	// largeBatch is the same when many wait, or when no search waits.
	largeBatch = 1000
	// batchBytes is how much text ends a batch.
	batchBytes = 256 << 10
)

// follow brings a follower up to a change of the log, and no further: others
// may be writing the next ones all the time. It returns how many documents it
// brought. Another process that follows at the same time costs reading again.
func (a *Archive) follow(ctx context.Context, f follower, upto news.Mark, size batchSize, told func(n int)) (n int, err error) {
	mark, err := f.Mark(ctx)
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
			err = fmt.Errorf("bring %d stories into the index: %w", len(b.Upserts)+len(b.Deletes), err)
		default:
			n += len(b.Upserts) + len(b.Deletes)
			mark = b.To
			told(n)
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
	known := make(map[int64]bool, len(changes))
	for len(changes) > 0 && bytes < size.bytes {
		some := changes[:min(entriesAtOnce, len(changes))]
		changes = changes[len(some):]
		var ids []int64
		for _, c := range some {
			if !known[c.Story] {
				known[c.Story] = true
				ids = append(ids, c.Story)
			}
		}
		entries, err := a.store.Entries(ctx, ids)
		if err != nil {
			return b, err
		}
		for i := range entries {
			bytes += textBytes(&entries[i])
		}
		b.Upserts = append(b.Upserts, entries...)
		b.Deletes = append(b.Deletes, without(ids, entries)...)
		b.To = some[len(some)-1].Mark
	}
	return b, a.Changed() // else an index in the cache would hold what never was
}

// textBytes is about how much text of a document is indexed.
func textBytes(e *news.Entry) int {
	n := len(e.Title) + len(e.Text)
	for _, h := range e.Headlines {
		n += len(h)
	}
	return n
}

// without returns the ids that have no entry: their documents go.
func without(ids []int64, entries []news.Entry) []int64 {
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
