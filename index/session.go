package index

import (
	"context"
	"fmt"
	"time"

	bindex "github.com/blevesearch/bleve_index_api"

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
	words     *words
	stems     *stems
	counts    map[[2]string]uint64 // documents by field and term
	broad     *broad               // nil unless the question is asked broadly
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
			words: newWords(), stems: newStems(), counts: map[[2]string]uint64{},
		})
	})
}

// how much of a term's postings is read.
type detail uint8

const (
	numbers   detail = iota // which documents
	counts                  // and how often, in how long a text
	positions               // and where
)

// postings opens the postings of a term. The caller closes them.
func (s *session) postings(field, term string, d detail) (bindex.TermFieldReader, error) {
	r, err := s.reader.TermFieldReader(s.ctx, []byte(term), field, d >= counts, d >= counts, d >= positions)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	return r, nil
}

// count returns the number of documents that have a term.
func (s *session) count(field, term string) (uint64, error) {
	key := [2]string{field, term}
	if n, ok := s.counts[key]; ok {
		return n, nil
	}
	p, err := s.postings(field, term, numbers)
	if err != nil {
		return 0, err
	}
	defer p.Close() //nolint:errcheck // read only
	s.counts[key] = p.Count()
	return s.counts[key], nil
}
