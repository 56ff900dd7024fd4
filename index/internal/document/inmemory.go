package document

import (
	"errors"
	"fmt"

	"newsarchive/internal/news"

	"github.com/blevesearch/bleve/v2/index/scorch"
	bindex "github.com/blevesearch/bleve_index_api"
)

// InMemory returns a small index of entries that is in memory only, and how to
// close it.
func InMemory(entries []news.Entry) (_ bindex.Index, closeIndex func() error, err error) {
	queue := bindex.NewAnalysisQueue(1)
	small, err := scorch.NewScorch(scorch.Name, map[string]any{"path": ""}, queue)
	if err != nil {
		queue.Close()
		return nil, nil, fmt.Errorf("make an index in memory: %w", err)
	}
	closeIndex = func() error {
		defer queue.Close()
		return small.Close()
	}
	if err := small.Open(); err != nil {
		return nil, nil, errors.Join(fmt.Errorf("open an index in memory: %w", err), closeIndex())
	}
	b := bindex.NewBatch()
	build := NewBuilder()
	for i := range entries {
		b.Update(build.Document(&entries[i]))
	}
	if err := small.Batch(b); err != nil {
		return nil, nil, errors.Join(fmt.Errorf("fill an index in memory: %w", err), closeIndex())
	}
	return small, closeIndex, nil
}
