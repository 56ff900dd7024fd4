package index

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"math"
	"os"
	"path/filepath"

	"newsarchive/internal/news"

	bindex "github.com/blevesearch/bleve_index_api"
	"github.com/gofrs/flock"
)

// Build is a generation in the making, beside the one in use: loaded with all
// documents, merged, then brought up to the change log, then published. Searches and
// batches go on in the generation in use until that moment. When it fails or
// is cancelled, the generation in use stays.
//
// It is for one goroutine.
type Build struct {
	index *Index
	gen   string // its folder
	lock  *flock.Flock
	mark  news.Mark
}

// Build begins a new generation. One process builds at a time; another one
// gets [ErrLocked] at once. The caller closes it.
func (x *Index) Build() (_ *Build, err error) {
	if err := x.mayWrite(); err != nil {
		return nil, err
	}
	if err := os.MkdirAll(x.dir, 0o700); err != nil {
		return nil, fmt.Errorf("make the folder of the index: %w", err)
	}
	b := &Build{index: x, lock: flock.New(x.path(rebuildFile))}
	switch ok, err := b.lock.TryLock(); {
	case err != nil:
		return nil, fmt.Errorf("lock %s: %w", b.lock.Path(), err)
	case !ok:
		return nil, fmt.Errorf("%w: another process rebuilds it", ErrLocked)
	}
	defer func() {
		if err != nil {
			b.Close()
		}
	}()
	if err := x.removeBuilds(); err != nil {
		return nil, fmt.Errorf("remove what an earlier rebuild left: %w", err)
	}
	if b.gen, err = os.MkdirTemp(x.dir, buildPrefix); err != nil {
		return nil, fmt.Errorf("make the folder of a new index: %w", err)
	}
	return b, nil
}

// Close gives up what was not published, and lets another process build.
func (b *Build) Close() {
	if b.gen != "" {
		_ = os.RemoveAll(b.gen) // what stays is removed by the next build
	}
	_ = b.lock.Close()
}

// Load writes all documents of the store. mark is the last change of the log,
// read before the first document. progress, if not nil, is called now and then
// with the number of documents done. An error of the sequence ends Load with that
// error.
func (b *Build) Load(ctx context.Context, docs iter.Seq2[[]news.Entry, error], mark news.Mark, progress func(n int)) error {
	h, err := createGeneration(b.gen, unmerged())
	if err != nil {
		return fmt.Errorf("rebuild the index: %w", err)
	}
	err = h.load(ctx, docs, progress)
	if err == nil {
		b := bindex.NewBatch()
		setMark(b, mark)
		err = h.index.Batch(b)
	}
	if err := errors.Join(err, h.close()); err != nil {
		return fmt.Errorf("rebuild the index: %w", err)
	}
	b.mark = mark
	return nil
}

// Merge makes one segment of all that was loaded. It uses one processor.
func (b *Build) Merge(ctx context.Context) error {
	err := writeTo(ctx, b.gen, func(h *handle) error {
		if err := h.merge(ctx, math.MaxInt32/4); err != nil {
			return err
		}
		if ctx.Err() != nil {
			return context.Cause(ctx) // bleve reports no error of a merge that was cut short
		}
		return h.flush()
	})
	if err != nil {
		return fmt.Errorf("rebuild the index: %w", err)
	}
	return nil
}

// Mark returns the last change that the new generation holds.
func (b *Build) Mark(context.Context) (news.Mark, error) { return b.mark, nil }

// Apply brings a batch into the new generation; see [Index.Apply].
func (b *Build) Apply(ctx context.Context, batch Batch) error {
	docs, err := batch.documents(ctx)
	if err != nil {
		return err
	}
	err = writeTo(ctx, b.gen, func(h *handle) error {
		if err := h.apply(batch, docs); err != nil {
			return err
		}
		return h.tidy(ctx)
	})
	if err == nil {
		b.mark = batch.To
	}
	return err
}

// Publish puts the new generation in the place of the one in use, and removes
// that. Under the index's lock it first asks may, with the mark of the
// generation in use, or the zero mark when there is none that can be read; an
// error of may is returned, and the build can go on.
func (b *Build) Publish(ctx context.Context, may func(inUse news.Mark) error) error {
	if err := b.settle(ctx); err != nil {
		return fmt.Errorf("rebuild the index: %w", err)
	}
	old, err := b.swap(ctx, may)
	for _, gen := range old {
		// No process has it open any more; what stays is removed by the next
		// build.
		_ = os.RemoveAll(gen)
	}
	return err
}

// settle brings the new generation to the disk, without what bleve has merged.
func (b *Build) settle(ctx context.Context) error {
	h, err := openGeneration(b.gen, unmerged())
	if err != nil {
		return err
	}
	if err := errors.Join(h.sweep(ctx, b.gen), h.close()); err != nil {
		return err
	}
	return syncTree(b.gen)
}

// swap makes the new generation the one in use, under the index's lock, and
// returns the folders of the others.
func (b *Build) swap(ctx context.Context, may func(news.Mark) error) (old []string, err error) {
	release, err := b.index.exclude(ctx)
	if err != nil {
		return nil, err
	}
	defer release()
	inUse, err := b.index.held()
	if err == nil {
		err = may(inUse)
	}
	if err != nil {
		return nil, err
	}
	old, err = b.index.publish(b.gen)
	if err != nil {
		return nil, fmt.Errorf("put the new index in place: %w", err)
	}
	b.gen = ""
	return old, nil
}

// held returns the mark of the generation in use, or the zero mark when there
// is none that this version can read. The caller holds the index lock.
func (x *Index) held() (m news.Mark, err error) {
	gen, err := x.current()
	if err == nil {
		err = checkVersion(gen)
	}
	if err != nil {
		return news.Mark{}, ignoring(err)
	}
	h, err := openGeneration(gen, map[string]any{"read_only": true})
	if err != nil {
		return news.Mark{}, ignoring(err)
	}
	m, err = h.mark()
	return m, errors.Join(ignoring(err), h.close())
}

// ignoring returns the errors that a new generation does not cure.
func ignoring(err error) error {
	if errors.Is(err, ErrMissing) || errors.Is(err, ErrDamaged) || errors.Is(err, ErrVersion) {
		return nil
	}
	return err
}

// publish makes a finished build the generation in use, and returns the
// folders of all others. The caller holds the index lock exclusively.
func (x *Index) publish(build string) (old []string, err error) {
	entries, err := os.ReadDir(x.dir)
	if err != nil {
		return nil, err
	}
	next := 1
	for _, e := range entries {
		if n := genNumber(e.Name()); n > 0 {
			next = max(next, n+1)
			old = append(old, filepath.Join(x.dir, e.Name()))
		}
	}
	name := fmt.Sprintf("%s%06d", genPrefix, next)
	if err := os.Rename(build, x.path(name)); err != nil {
		return nil, err
	}
	if err := x.removeAll(currentFile + ".*.tmp"); err != nil { // of killed processes
		return nil, err
	}
	return old, replaceFile(x.path(currentFile), name+"\n")
}
