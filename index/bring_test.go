package index

import (
	"context"
	"iter"

	"newsarchive/internal/news"
)

// bring applies documents to an index, starting from the index's mark. A mark
// that is not later becomes the next one.
func bring(ctx context.Context, x *Index, upserts []news.Entry, deletes []int64, to news.Mark) error {
	from, err := x.Mark(ctx)
	if err != nil {
		return err
	}
	to.Seq = max(to.Seq, from.Seq+1)
	return x.Apply(ctx, Batch{From: from, To: to, Upserts: upserts, Deletes: deletes})
}

// makeAnew makes a new generation and publishes it, also if there is one in use.
func makeAnew(ctx context.Context, x *Index, docs iter.Seq2[[]news.Entry, error], mark news.Mark) error {
	b, err := x.Build()
	if err != nil {
		return err
	}
	defer b.Close()
	if err := b.Load(ctx, docs, mark, nil); err != nil {
		return err
	}
	if err := b.Merge(ctx); err != nil {
		return err
	}
	return b.Publish(ctx, func(news.Mark) error { return nil })
}
