package index

import (
	"context"
	"fmt"
	"strconv"
	"time"

	"newsarchive/internal/segment"
	"newsarchive/internal/words"

	"github.com/RoaringBitmap/roaring/v2"
)

// session is one search in an open index.
type session struct {
	ctx       context.Context //nolint:containedctx // a session is one call
	snapshot  *segment.Snapshot
	zone      *time.Location
	tokenizer *words.Tokenizer
	stemmers  *words.Stemmers
	broad     *broad // nil unless the question is asked broadly
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

// numbersOf returns the number of each of some documents, which ascend; 0 for
// none.
func (s *session) numbersOf(field string, docs []uint32) ([]uint64, error) {
	f, err := s.snapshot.Field(field)
	if err != nil {
		return nil, err
	}
	return f.Numbers(s.ctx, docs)
}

// storyIDs returns the ids of the stories that documents are of.
func (s *session) storyIDs(docs []uint32) ([]int64, error) {
	texts, err := s.snapshot.IDs(docs)
	if err != nil {
		return nil, err
	}
	ids := make([]int64, len(docs))
	for i, text := range texts {
		if ids[i], err = strconv.ParseInt(text, 10, 64); err != nil {
			return nil, fmt.Errorf("%w: %w", ErrDamaged, err)
		}
	}
	return ids, nil
}
