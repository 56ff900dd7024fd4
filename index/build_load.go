package index

import (
	"context"
	"iter"
	"sync"

	"newsarchive/internal/news"

	"newsarchive/index/internal/document"
)

// builders is how many goroutines analyse and write segments at once, buildBatch
// the number of documents that one takes at a time, and buildBytes the text after
// which it gets no more. With segmentTerms they bound the memory of a rebuild.
const (
	builders   = 2
	buildBatch = 1000
	buildBytes = 2 << 20
)

// load writes all documents, without a mark.
func (h *handle) load(ctx context.Context, docs iter.Seq2[[]news.Entry, error], progress func(int)) error {
	ctx, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	batches := make(chan []news.Entry)
	var group sync.WaitGroup
	counter := counter{report: progress}
	for range builders {
		group.Go(func() {
			build := document.NewBuilder()
			for batch := range batches {
				if ctx.Err() != nil {
					return
				}
				// After an error in one, another may meet a segment that
				// bleve has given up.
				if err := guard(func() error { return h.loadBatch(ctx, build, batch) }); err != nil {
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
func cut(ctx context.Context, docs iter.Seq2[[]news.Entry, error], to chan<- []news.Entry) error {
	var batch []news.Entry
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
			bytes += d.Size()
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
