package index

import (
	"context"
	"time"

	"github.com/RoaringBitmap/roaring/v2"
	"newsarchive/internal/segment"

	"newsarchive/internal/words"
	"newsarchive/store"
)

// session is one search in an open index.
type session struct {
	ctx       context.Context //nolint:containedctx // a session is one call
	snapshot  *segment.Snapshot
	mark      store.Mark // the last change that the index holds
	zone      *time.Location
	last      string // the last day that a document asked about can have; empty: any
	tokenizer *words.Tokenizer
	stemmers  *words.Stemmers
	broad     *broad // nil unless the question is asked broadly
}

func (x *Index) session(ctx context.Context, work func(*session) error) error {
	return x.read(ctx, func(h *handle) error {
		snapshot, err := segment.Open(h.index)
		if err != nil {
			return err
		}
		defer snapshot.Close() //nolint:errcheck // releases a reference
		mark, err := h.mark()
		if err != nil {
			return err
		}
		s := newSession(ctx, snapshot, time.UTC)
		s.mark = mark
		return work(s)
	})
}

func newSession(ctx context.Context, snapshot *segment.Snapshot, zone *time.Location) *session {
	return &session{
		ctx: ctx, snapshot: snapshot, zone: zone,
		tokenizer: words.NewTokenizer(), stemmers: words.NewStemmers(),
	}
}

// every returns all documents.
func (s *session) every() (*roaring.Bitmap, error) {
	f, err := s.snapshot.Field(fieldKey)
	if err != nil {
		return nil, err
	}
	return f.All(), nil
}

// positions returns where the selected documents have any of some words.
func (s *session) positions(words []string, docs *segment.Selection) ([]segment.Position, error) {
	f, err := s.snapshot.Field(fieldAll)
	if err != nil {
		return nil, err
	}
	return f.Positions(s.ctx, words, docs)
}
