package index

import (
	"context"
	"fmt"
	"strconv"

	"newsarchive/store"

	"github.com/RoaringBitmap/roaring/v2"
	bindex "github.com/blevesearch/bleve_index_api"
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
	docs, err := s.only(decimal(ids))
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
	hits := make([]Hit, len(best))
	var id bindex.IndexInternalID
	for i, b := range best {
		id = bindex.NewIndexInternalID(id, uint64(b.doc))
		n, err := s.story(id)
		if err != nil {
			return nil, err
		}
		hits[i] = Hit{ID: n, Score: float64(b.score)}
	}
	return hits, nil
}

// story returns the id of the story that a document is of.
func (s *session) story(id bindex.IndexInternalID) (int64, error) {
	external, err := s.reader.ExternalID(id)
	if err != nil {
		return 0, fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	n, err := strconv.ParseInt(external, 10, 64)
	if err != nil {
		return 0, fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	return n, nil
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
