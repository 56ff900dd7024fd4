package index

import (
	"context"
	"errors"
	"fmt"
	"strconv"

	"newsarchive/internal/news"

	"newsarchive/index/internal/document"

	bindex "github.com/blevesearch/bleve_index_api"
)

// Batch is a run of the store's changes, as documents: what the index needs
// to get from one place in the change log to a later one.
type Batch struct {
	// From is the last change that the index holds before the batch, To the
	// last that it holds after it.
	From, To news.Mark
	Upserts  []news.Entry // documents that are new, or replace those with their ids
	Deletes  []int64      // documents that go; a document in both goes
}

// Mark returns the last change that the index holds.
func (x *Index) Mark(ctx context.Context) (m news.Mark, err error) {
	err = x.read(ctx, func(h *handle) error {
		m, err = h.mark()
		return err
	})
	return m, err
}

// Apply brings a batch into the generation in use. Under the index's lock it
// compares the mark with the one the batch starts from, and writes documents
// and mark as one: after a crash the index holds all of it or nothing. When
// the mark is another, nothing is written and the error is [ErrMoved]: read
// the mark and the changes after it again.
//
// Searches go on in the generation that was in use meanwhile.
func (x *Index) Apply(ctx context.Context, b Batch) error {
	return x.apply(ctx, b, x.exclude, (*handle).tidy)
}

// TryApply is Apply for a reader that is behind by a little: it returns
// [ErrLocked] at once when another process holds the index, and leaves the
// merging of segments to the next Apply.
func (x *Index) TryApply(ctx context.Context, b Batch) error {
	return x.apply(ctx, b, x.tryExclude, func(*handle, context.Context) error { return nil })
}

// Busy reports whether [Index.TryApply] would return [ErrLocked]: a batch need not
// be read for that.
func (x *Index) Busy(ctx context.Context) bool {
	release, err := x.tryExclude(ctx)
	if err != nil {
		return errors.Is(err, ErrLocked)
	}
	release()
	return false
}

func (x *Index) apply(ctx context.Context, b Batch, lock func(context.Context) (func(), error), tidy func(*handle, context.Context) error) error {
	docs, err := b.documents(ctx) // built before the lock is taken: this takes most of the time
	if err != nil {
		return err
	}
	release, err := lock(ctx)
	if err != nil {
		return err
	}
	defer release()
	err = x.advance(ctx, func(h *handle) error {
		if err := h.apply(b, docs); err != nil {
			return err
		}
		return tidy(h, ctx)
	})
	x.logPanic(err)
	return err
}

// documents returns the batch as bleve takes it, with the new mark.
func (b Batch) documents(ctx context.Context) (*bindex.Batch, error) {
	if b.To.Seq < b.From.Seq {
		return nil, fmt.Errorf("the mark of the index cannot go back from %d to %d", b.From.Seq, b.To.Seq)
	}
	docs, build := bindex.NewBatch(), document.NewBuilder()
	for i := range b.Upserts {
		if ctx.Err() != nil {
			return nil, context.Cause(ctx)
		}
		docs.Update(build.Document(&b.Upserts[i]))
	}
	for _, id := range b.Deletes {
		docs.Delete(strconv.FormatInt(id, 10))
	}
	setMark(docs, b.To)
	return docs, nil
}

// apply writes a batch if it starts from the mark of the generation.
func (h *handle) apply(b Batch, docs *bindex.Batch) error {
	mark, err := h.mark()
	if err != nil {
		return err
	}
	if mark != b.From {
		return fmt.Errorf("%w from change %d to %d", ErrMoved, b.From.Seq, mark.Seq)
	}
	if err := h.index.Batch(docs); err != nil {
		return fmt.Errorf("apply %d documents to the index: %w", len(b.Upserts)+len(b.Deletes), err)
	}
	return writeHighWater(h.gen, b.To)
}

// writeTo opens a generation for writing while it does work. The caller sees
// to it that no other process has it open.
func writeTo(ctx context.Context, gen string, work func(*handle) error) (err error) {
	if err := checkVersion(gen); err != nil {
		return err
	}
	h, err := openGeneration(gen, unmerged())
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, h.close()) }()
	return h.diagnose(ctx, guard(func() error { return work(h) }))
}
