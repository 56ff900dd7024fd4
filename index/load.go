package index

import (
	"context"
	"math"
	"sync"

	"newsarchive/internal/news"

	"newsarchive/index/internal/document"

	bindex "github.com/blevesearch/bleve_index_api"
)

// counter adds up the work of several goroutines.
type counter struct {
	mu     sync.Mutex
	n      int
	report func(int) // may be nil
}

func (c *counter) add(n int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.n += n
	if c.report != nil {
		c.report(c.n)
	}
}

// loadBatch writes documents as one segment.
func (h *handle) loadBatch(build *document.Builder, docs []news.Entry) error {
	b := bindex.NewBatch()
	for i := range docs {
		b.Update(build.Document(&docs[i]))
	}
	return h.index.Batch(b)
}

// finish merges all that was loaded and sets the mark.
func (h *handle) finish(ctx context.Context, mark news.Mark) error {
	if err := h.merge(ctx, math.MaxInt32/4); err != nil {
		return err
	}
	if ctx.Err() != nil {
		return context.Cause(ctx) // bleve reports no error of a merge that was cut short
	}
	b := bindex.NewBatch()
	setMark(b, mark)
	return h.index.Batch(b)
}
