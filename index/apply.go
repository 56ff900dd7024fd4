package index

import (
	"context"
	"errors"
	"fmt"
	"strconv"

	"newsarchive/index/internal/document"
	"newsarchive/store"

	bindex "github.com/blevesearch/bleve_index_api"
)

// Mark returns the last change that the index holds.
func (x *Index) Mark(ctx context.Context) (m store.Mark, err error) {
	err = x.read(ctx, func(h *handle) error {
		m, err = h.mark()
		return err
	})
	return m, err
}

// Apply brings documents into the index, replacing those with the same ids,
// and takes others out, in one batch with the mark of the last change they
// stand for: after a crash the index holds all of it or nothing. A document
// that is in both is taken out.
//
// Some fifty documents a call are right: searches wait while it runs, five to
// thirty milliseconds.
func (x *Index) Apply(ctx context.Context, upserts []store.Entry, deletes []int64, mark store.Mark) error {
	b := bindex.NewBatch()
	build := document.NewBuilder()
	for i := range upserts {
		b.Update(build.Document(&upserts[i]))
	}
	for _, id := range deletes {
		b.Delete(strconv.FormatInt(id, 10))
	}
	setMark(b, mark)
	return x.write(ctx, func(h *handle) error {
		if err := h.index.Batch(b); err != nil {
			return fmt.Errorf("apply %d documents to the index: %w", len(upserts)+len(deletes), err)
		}
		if err := writeHighWater(h.gen, mark); err != nil {
			return err
		}
		return h.tidy(ctx)
	})
}

// write opens the generation in use for writing while it does work.
func (x *Index) write(ctx context.Context, work func(*handle) error) (err error) {
	release, err := x.exclude(ctx)
	if err != nil {
		return err
	}
	defer release()
	gen, err := x.current()
	if err != nil {
		return err
	}
	if err := checkVersion(gen); err != nil {
		return err
	}
	h, err := openGeneration(gen, unmerged())
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, h.close()) }()
	defer func() { x.logPanic(err) }()
	return h.diagnose(ctx, guard(func() error { return work(h) }))
}
