package index

import (
	"context"
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

// segmentTerms is how many different terms end a segment that is loaded: two
// megabytes of ordinary text have fewer. bleve takes half a kilobyte and some
// microseconds for each, and cannot be interrupted.
const segmentTerms = 64 << 10

// loadBatch writes documents as one segment, or as several when they have many
// different terms.
func (h *handle) loadBatch(ctx context.Context, build *document.Builder, docs []news.Entry) error {
	b, terms := bindex.NewBatch(), document.NewVocabulary()
	for i := range docs {
		d := build.Document(&docs[i])
		b.Update(d)
		if terms.Add(d); terms.Below(segmentTerms) || i == len(docs)-1 {
			continue
		}
		if err := h.index.Batch(b); err != nil {
			return err
		}
		if ctx.Err() != nil {
			return context.Cause(ctx)
		}
		b, terms = bindex.NewBatch(), document.NewVocabulary()
	}
	return h.index.Batch(b)
}
