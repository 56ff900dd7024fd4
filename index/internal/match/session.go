package match

import (
	"context"
	"fmt"
	"strconv"
	"time"

	"newsarchive/index/internal/document"
	"newsarchive/internal/segment"
	"newsarchive/internal/words"

	"github.com/RoaringBitmap/roaring/v2"
)

// Session is one search in an open index. It is for one goroutine.
type Session struct {
	Ctx       context.Context   // a session lives for one call
	Snapshot  *segment.Snapshot // nil in a session that compiles only
	Lexicon   Lexicon           // of the snapshot, or of another engine
	Zone      *time.Location
	Tokenizer *words.Tokenizer
	Stemmers  *words.Stemmers
	Broad     *Broad // nil unless the question is a broad one
	Kept      *Kept  // nil unless the index is kept open
}

// NewSession returns a session in a zone, whose days dates are in.
func NewSession(ctx context.Context, snapshot *segment.Snapshot, zone *time.Location) *Session {
	s := NewCompiling(ctx, dictionaries{snapshot}, zone)
	s.Snapshot = snapshot
	return s
}

// NewCompiling returns a session that compiles queries for another engine: what it
// makes is for [ClauseOf].
func NewCompiling(ctx context.Context, lexicon Lexicon, zone *time.Location) *Session {
	return &Session{Ctx: ctx, Lexicon: lexicon, Zone: zone, Tokenizer: words.NewTokenizer(), Stemmers: words.NewStemmers()}
}

// Every returns all documents, the caller's to change.
func (s *Session) Every() (*roaring.Bitmap, error) {
	f, err := s.Snapshot.Field(document.FieldKey)
	if err != nil {
		return nil, err
	}
	return f.All(), nil
}

// Positions returns where the selected documents have any of some words.
func (s *Session) Positions(words []string, docs *segment.Selection) ([]segment.Position, error) {
	f, err := s.Snapshot.Field(document.FieldAll)
	if err != nil {
		return nil, err
	}
	return f.Positions(s.Ctx, words, docs)
}

// NumbersOf returns the numbers that documents have in a field, 0 for none. The
// documents ascend.
func (s *Session) NumbersOf(field string, docs []uint32) ([]uint64, error) {
	f, err := s.Snapshot.Field(field)
	if err != nil {
		return nil, err
	}
	return f.Numbers(s.Ctx, docs)
}

// StoryIDs returns the story ids of documents.
func (s *Session) StoryIDs(docs []uint32) ([]int64, error) {
	texts, err := s.Snapshot.IDs(docs)
	if err != nil {
		return nil, err
	}
	ids := make([]int64, len(docs))
	for i, text := range texts {
		if ids[i], err = strconv.ParseInt(text, 10, 64); err != nil {
			return nil, fmt.Errorf("%w: %w", segment.ErrDamaged, err)
		}
	}
	return ids, nil
}
