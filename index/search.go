package index

import (
	"context"
	"fmt"
	"strconv"

	"newsarchive/store"

	"github.com/RoaringBitmap/roaring/v2"
)

// Sort is the order of the hits.
type Sort uint8

// The orders: the most relevant first, among equals the newer; by effective
// date; by the size of the cluster, among equals the newer. A query without a
// word that counts is answered newest first.
const (
	Relevance Sort = iota
	Newest
	Oldest
	Largest // of the largest clusters
)

// Hit is a story that matches.
type Hit struct {
	ID    int64
	Score float64 // by Relevance, else 0; only comparable within one answer
}

// Period is a count of the stories of a day, month or year.
type Period struct {
	Name  string // 2026-01-14, 2026-01, 2026
	Count int64
}

// Result is an answer.
type Result struct {
	Hits  []Hit
	Total int64 // of all stories that match, exactly
	// Periods counts all that match by effective date, ascending, without
	// the empty ones; if asked for.
	Periods []Period
	// Mark is the last change of the store's log that the answer knows.
	Mark store.Mark
}

// found is what a query has matched in an open index.
type found struct {
	docs   *roaring.Bitmap
	words  []weight
	scores *scores // of the best; nil: not known yet
	part   bool    // of what was found, with the scores of the whole
}

// find evaluates an expression.
func (s *session) find(e expr) (*found, error) {
	docs, err := e.match(s, nil)
	if err != nil {
		return nil, err
	}
	return &found{docs: docs, words: weights(e)}, nil
}

// within returns those of what was found that have some ids.
func (s *session) within(f *found, ids []int64) (*found, error) {
	docs, err := s.snapshot.ByID(decimal(ids))
	if err != nil {
		return nil, err
	}
	docs.And(f.docs)
	return &found{docs: docs, words: f.words, scores: f.scores, part: true}, nil
}

// page returns the hits from..from+size-1 in an order.
func (s *session) page(f *found, order Sort, from, size int) ([]Hit, error) {
	from, size = max(from, 0), max(size, 0)
	if size == 0 || uint64(from) >= f.docs.GetCardinality() {
		return nil, nil
	}
	var best []ranked
	var err error
	switch {
	case order == Largest:
		best, err = s.bySize(f.docs, from+size)
	case order == Oldest:
		best, err = s.byDate(f.docs, from+size, false)
	case order == Newest || len(f.words) == 0:
		best, err = s.byDate(f.docs, from+size, true)
	case s.broad != nil:
		best, err = s.byQuestion(f, from+size)
	default:
		best, err = s.byScore(f, from+size)
	}
	if err != nil {
		return nil, err
	}
	best = best[min(from, len(best)):min(from+size, len(best))]
	return s.hits(best)
}

// hits turns document numbers into story ids.
func (s *session) hits(best []ranked) ([]Hit, error) {
	docs := make([]uint32, len(best))
	for i, b := range best {
		docs[i] = b.doc
	}
	ids, err := s.storyIDs(docs)
	if err != nil {
		return nil, err
	}
	hits := make([]Hit, len(best))
	for i, id := range ids {
		hits[i] = Hit{ID: id, Score: float64(best[i].score)}
	}
	return hits, nil
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

// tally counts documents by the periods whose names have a length.
func (s *session) tally(docs *roaring.Bitmap, length int) ([]Period, error) {
	names, err := s.periods(keyDate, length)
	if err != nil {
		return nil, err
	}
	var periods []Period
	left := docs.GetCardinality()
	for i := len(names) - 1; i >= 0 && left > 0; i-- {
		have, err := key(keyDate, names[i]).match(s, docs)
		if err != nil {
			return nil, err
		}
		if n := have.GetCardinality(); n > 0 {
			periods = append(periods, Period{names[i], int64(n)}) //nolint:gosec // below 2³¹
			left -= n
		}
		if s.ctx.Err() != nil {
			return nil, context.Cause(s.ctx)
		}
	}
	for i, j := 0, len(periods)-1; i < j; i, j = i+1, j-1 {
		periods[i], periods[j] = periods[j], periods[i]
	}
	return periods, nil
}
