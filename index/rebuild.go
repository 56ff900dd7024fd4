package index

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"os"
	"sync"

	"newsarchive/index/internal/document"
	"newsarchive/store"

	"github.com/gofrs/flock"
)

// builders is how many goroutines analyse and write segments at once, and
// buildBatch the number of documents in a segment: together they bound the
// memory of a rebuild.
const (
	builders   = 2
	buildBatch = 1000
	// A batch of long texts is cut by its bytes.
	buildBytes = 2 << 20
)

// Rebuild makes a new generation of all documents and puts it in the place of
// the one in use, or makes the first. It holds what the caller's snapshot of
// the store holds; mark is the last change of the log that this snapshot has,
// read before the first document, and what Apply brought meanwhile to the old
// generation is brought again by whoever follows the log from there.
//
// Searches and batches go on in the old generation until the end. progress,
// if not nil, is told now and then how many documents are done. An error of
// the sequence ends the rebuild with that error. When it fails or is
// cancelled, the old generation stays in use.
//
// One process rebuilds at a time; another one gets ErrLocked at once.
func (x *Index) Rebuild(ctx context.Context, docs iter.Seq2[[]store.Entry, error], mark store.Mark, progress func(n int)) error {
	if err := os.MkdirAll(x.dir, 0o700); err != nil {
		return fmt.Errorf("make the folder of the index: %w", err)
	}
	l := flock.New(x.path(rebuildFile))
	switch ok, err := l.TryLock(); {
	case err != nil:
		return fmt.Errorf("lock %s: %w", l.Path(), err)
	case !ok:
		return fmt.Errorf("%w: another process rebuilds it", ErrLocked)
	}
	defer l.Close() //nolint:errcheck // releases the lock
	if err := x.removeBuilds(); err != nil {
		return fmt.Errorf("remove what an earlier rebuild left: %w", err)
	}
	build, err := os.MkdirTemp(x.dir, buildPrefix)
	if err != nil {
		return fmt.Errorf("make the folder of a new index: %w", err)
	}
	defer os.RemoveAll(build) //nolint:errcheck // the next rebuild removes it
	if err := fill(ctx, build, docs, mark, progress); err != nil {
		x.logPanic(err)
		return fmt.Errorf("rebuild the index: %w", err)
	}
	release, err := x.exclude(ctx)
	if err != nil {
		return err
	}
	defer release()
	if err := x.publish(build); err != nil {
		return fmt.Errorf("put the new index in place: %w", err)
	}
	return nil
}

// fill makes a generation of all documents in a folder, on the disk when it
// returns.
func fill(ctx context.Context, build string, docs iter.Seq2[[]store.Entry, error], mark store.Mark, progress func(int)) error {
	h, err := createGeneration(build, unmerged())
	if err != nil {
		return err
	}
	err = h.load(ctx, docs, progress)
	if err == nil {
		err = h.finish(ctx, mark)
	}
	if err := errors.Join(err, h.close()); err != nil {
		return err
	}
	if h, err = openGeneration(build, unmerged()); err != nil {
		return err
	}
	if err := errors.Join(h.sweep(ctx, build), h.close()); err != nil {
		return err
	}
	return syncTree(build)
}

// load writes all documents, without a mark.
func (h *handle) load(ctx context.Context, docs iter.Seq2[[]store.Entry, error], progress func(int)) error {
	ctx, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	batches := make(chan []store.Entry)
	var group sync.WaitGroup
	counter := counter{report: progress}
	for range builders {
		group.Go(func() {
			build := document.NewBuilder()
			for batch := range batches {
				// After an error in one, another may meet a segment that
				// bleve has given up.
				if err := guard(func() error { return h.loadBatch(build, batch) }); err != nil {
					stop(h.diagnose(ctx, err))
					return
				}
				counter.add(len(batch))
			}
		})
	}
	err := cut(ctx, docs, batches)
	close(batches)
	group.Wait()
	if err != nil {
		return err
	}
	return context.Cause(ctx)
}

// cut sends the documents on in batches of the right size.
func cut(ctx context.Context, docs iter.Seq2[[]store.Entry, error], to chan<- []store.Entry) error {
	var batch []store.Entry
	bytes := 0
	send := func() error {
		select {
		case to <- batch:
			batch, bytes = nil, 0
			return nil
		case <-ctx.Done():
			return context.Cause(ctx)
		}
	}
	for some, err := range docs {
		if err != nil {
			return err
		}
		for _, d := range some {
			batch = append(batch, d)
			bytes += len(d.Text)
			if len(batch) >= buildBatch || bytes >= buildBytes {
				if err := send(); err != nil {
					return err
				}
			}
		}
		if ctx.Err() != nil {
			return context.Cause(ctx)
		}
	}
	if len(batch) == 0 {
		return nil
	}
	return send()
}
