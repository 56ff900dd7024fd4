package archive

import (
	"context"

	"newsarchive/internal/news"
)

const (
	// importBatch is how many items are saved in one transaction at most.
	importBatch = 1000
	// importCost is about how much memory they may take, in bytes.
	importCost = 16 << 20
)

// batch is a run of items in the order read, with the errors between them.
type batch struct {
	items []news.Item
	marks []mark
	cost  int
}

// mark is the place of an item or of an error.
type mark struct {
	place string
	err   error
}

// add adds an item to the batch and flushes a full one. cost is about how much
// memory the item takes, in bytes.
func (m *importer) add(ctx context.Context, it news.Item, place string, cost int) error {
	complete(&it)
	b := m.open()
	b.items = append(b.items, it)
	b.marks = append(b.marks, mark{place: place})
	b.cost += cost
	if len(b.marks) < importBatch && b.cost < importCost {
		return nil
	}
	return m.flush(ctx)
}

// fault adds the error of a file or line that could not be read.
func (m *importer) fault(ctx context.Context, place string, err error) error {
	b := m.open()
	b.marks = append(b.marks, mark{place, err})
	if len(b.marks) < importBatch {
		return nil
	}
	return m.flush(ctx)
}

func (m *importer) open() *batch {
	if m.batch == nil {
		m.batch = &batch{items: make([]news.Item, 0, importBatch)}
	}
	return m.batch
}

// flush hands the batch to [importer.saveAll].
func (m *importer) flush(ctx context.Context) error {
	b := m.batch
	m.batch = nil
	if b == nil {
		return ctx.Err()
	}
	select {
	case m.full <- b:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// saveAll saves batches, each in a transaction of its own, until there are no
// more.
func (m *importer) saveAll(ctx context.Context, full <-chan *batch) error {
	for b := range full {
		saved, faults, err := m.archive.store.Import(ctx, b.items, m.archive.now())
		if err != nil {
			return err
		}
		if err := m.archive.store.PackElements(ctx); err != nil {
			return err
		}
		m.imported.Add(saved)
		m.imported.Read += len(b.items)
		item := 0
		for _, k := range b.marks {
			if k.err == nil {
				k.err = faults[item]
				item++
			}
			if k.err != nil {
				m.imported.failed(Fault{Location: k.place, Err: k.err})
			}
		}
		m.progress.Report(m.imported.Read, 0)
	}
	return nil
}

func (i *Imported) failed(f Fault) {
	i.Failed++
	if len(i.Faults) < maxFaults {
		i.Faults = append(i.Faults, f)
	}
}
