package index

import (
	"context"
	"fmt"
	"time"

	bindex "github.com/blevesearch/bleve_index_api"

	"newsarchive/internal/words"
	"newsarchive/store"
)

// session is one search in an open index.
type session struct {
	ctx       context.Context //nolint:containedctx // a session is one call
	reader    bindex.IndexReader
	mark      store.Mark // the last change that the index holds
	documents uint64
	zone      *time.Location
	last      string // the last day that a document asked about can have; empty: any
	tokenizer *words.Tokenizer
	stemmers  *words.Stemmers
	fields    map[string]*bitmaps
	broad     *broad // nil unless the question is asked broadly
}

func (x *Index) session(ctx context.Context, work func(*session) error) error {
	return x.read(ctx, func(h *handle) error {
		r, err := h.index.Reader()
		if err != nil {
			return err
		}
		defer r.Close() //nolint:errcheck // releases a reference
		n, err := r.DocCount()
		if err != nil {
			return fmt.Errorf("%w: %w", ErrDamaged, err)
		}
		mark, err := h.mark()
		if err != nil {
			return err
		}
		return work(&session{
			ctx: ctx, reader: r, mark: mark, documents: n, zone: time.UTC,
			tokenizer: words.NewTokenizer(), stemmers: words.NewStemmers(), fields: map[string]*bitmaps{},
		})
	})
}

// count returns the number of documents that have a term.
func (s *session) count(field, term string) (uint64, error) {
	b, err := s.bitmapsOf(field)
	if err != nil {
		return 0, err
	}
	docs, err := b.of(term)
	if err != nil {
		return 0, err
	}
	return docs.GetCardinality(), nil
}
